package org.veilor.mesh.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.veilor.mesh.truth.Truth;

/**
 * A truth and what is made of it. The same truth always makes the same, byte for byte.
 *
 * @param acls those of the policy, in its order
 */
public record Compiled(Truth truth, List<Acl> acls, GateTable gate, Artefacts artefacts) {
  public Compiled {
    acls = List.copyOf(acls);
  }

  public static Compiled of(Truth truth) {
    var acls = AclCompiler.compile(truth);
    var gate = GateTable.of(truth);
    var files = new LinkedHashMap<String, String>();
    files.put(Artefacts.POLICY, HeadscaleText.of(truth, acls));
    files.put(Artefacts.RECORDS, DnsRecords.json(truth));
    files.put(Artefacts.TRAEFIK, TraefikFile.yaml(truth));
    files.put(Artefacts.GATE, gate.json());
    var warnings =
        DnsRecords.without(truth).stream()
            .map(vhost ->
                vhost
                    + " has no DNS record: no machine with tag edge has an address in hosts. Write the one that"
                    + " Headscale gave it.")
            .toList();
    return new Compiled(truth, acls, gate, new Artefacts(files, warnings));
  }

  /** The entry that {@code acls[2]} means; empty for any other name. */
  public Optional<Acl> acl(String rule) {
    if (!rule.startsWith("acls[") || !rule.endsWith("]")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(rule.substring(5, rule.length() - 1));
    return number < acls.size() ? Optional.of(acls.get(number)) : Optional.empty();
  }
}
