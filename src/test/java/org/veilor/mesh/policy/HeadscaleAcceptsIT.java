package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.headscale.HeadscaleProcess;

/** What is compiled is what the real Headscale takes. Again: {@code -Dpolicy.seed=N}. */
class HeadscaleAcceptsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TRUTHS = 60;

  @TempDir static Path folder;

  @Test
  void every_compiled_policy() throws IOException {
    var parts = RealParts.with("headscale", "a real Headscale takes what is compiled");
    long seed = Long.getLong("policy.seed", RandomGenerator.getDefault().nextInt(1 << 30));
    var policies = new ArrayList<String>();
    policies.add(Files.readString(Path.of("acl/policy.hujson")));
    for (int i = 0; i < TRUTHS; i++) {
      policies.add(Compiled.of(RandomTruth.of(seed + i)).artefacts().policy());
    }
    for (var note : HostileWords.NOTES) {
      policies.add(Compiled.of(HostileWords.truth(note)).artefacts().policy());
    }
    try (var headscale = new HeadscaleProcess(parts, folder)) {
      for (var policy : policies) {
        var body = JSON.writeValueAsString(Map.of("policy", policy));
        var checked = headscale.raw("POST", "/api/v1/policy/check", body);
        assertThat(checked.statusCode())
            .as("seed %d: %s%n%s", seed, checked.body(), policy)
            .isEqualTo(200);
      }
      var set =
          headscale.raw(
              "PUT",
              "/api/v1/policy",
              JSON.writeValueAsString(Map.of("policy", policies.getFirst())));
      assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    }
    System.out.printf("Headscale took %d compiled policies, seed %d%n", policies.size(), seed);
  }
}
