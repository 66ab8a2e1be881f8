package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** What Headscale itself is asked of a policy, on the way of its dry run. */
class PolicyTestsTest {
  private static final Set<String> ALL = Set.of("tag:admin", "tag:infra", "tag:edge", "tag:guest");

  @Test
  void what_has_no_machine_today_is_not_asked() throws IOException {
    var policy = compiled("").artefacts().policy();
    assertThat(PolicyTests.added(compiled(""), Set.of())).isEqualTo(policy);
    assertThat(tests("", Set.of("tag:guest")))
        .contains("\"deny\":[\"tag:guest:22\"]")
        .doesNotContain("tag:infra", "tag:admin", "tag:edge");
  }

  @Test
  void with_all_of_them_both_what_is_open_and_what_is_shut_is_asked() throws IOException {
    assertThat(tests("", ALL))
        .contains("{\"src\":\"tag:guest\",\"proto\":\"tcp\",\"accept\":[\"tag:edge:443\"]}")
        .contains("\"deny\":[\"tag:guest:22\",\"tag:infra:22\",\"tag:admin:22\"]")
        .contains("{\"src\":\"tag:infra\",\"proto\":\"tcp\",\"deny\":[\"tag:admin:22\"]}");
  }

  @Test
  void a_service_on_a_server_by_the_port_that_would_be_tried_is_no_contradiction()
      throws IOException {
    var ssh = "  - {name: shell, on: nullstone, port: 22, protocol: tcp, tiers: [guest]}\n";
    assertThat(tests(ssh, ALL))
        .doesNotContain("\"deny\":[\"tag:guest:22\"")
        .contains("\"tag:infra:3389\"");
  }

  private static String tests(String service, Set<String> tags) throws IOException {
    var added = PolicyTests.added(compiled(service), tags);
    return added.substring(added.lastIndexOf("\"tests\""));
  }

  private static Compiled compiled(String service) throws IOException {
    var shipped =
        Files.readString(Path.of("acl/mesh.yaml"))
            .replace("services:\n", "services:\n" + service)
            .replaceFirst("(?s)expect:.*", "")
            .replace("nullstone:\n", "nullstone:\n    address: [\"100.64.0.30\"]\n");
    return switch (Truths.read(shipped.getBytes(StandardCharsets.UTF_8))) {
      case TruthReading.Good(var truth) -> Compiled.of(truth);
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults().toString());
    };
  }
}
