package org.veilor.mesh.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is made of the truth, for others to read.
 *
 * @param files text by path, below the folder of the truth, in the order in which they are told
 * @param warnings sentences about what is sound and yet not whole
 */
public record Artefacts(Map<String, String> files, List<String> warnings) {
  public static final String POLICY = "policy.hujson";
  public static final String RECORDS = "extra-records.json";
  public static final String TRAEFIK = "traefik/mesh.yml";
  public static final String GATE = "gate.json";

  static final String MADE =
      "Made from mesh.yaml by `./mesh policy render`: change that file, not this one.";

  public Artefacts {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    warnings = List.copyOf(warnings);
  }

  public String policy() {
    return files.getOrDefault(POLICY, "");
  }
}
