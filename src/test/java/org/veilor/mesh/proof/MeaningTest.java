package org.veilor.mesh.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a difference to somebody, and what does not. */
class MeaningTest {
  private static final String POLICY =
      """
      {
        "groups": {"group:a": ["x@", "y@"]},
        "tagOwners": {"tag:guest": [], "tag:edge": ["group:a", "x@"]},
        "hosts": {"files": "100.64.0.3"},
        "autoApprovers": {"routes": {"10.0.0.0/8": ["tag:edge", "x@"]}},
        "nodeAttrs": [{"target": ["tag:edge"], "attr": ["one", "two"]}],
        "ssh": [{"action": "accept", "src": ["x@"], "dst": ["tag:edge"], "users": ["root"]}],
        "acls": [
          {"action": "accept", "proto": "tcp", "src": ["tag:guest"], "dst": ["tag:edge:443,8000-8010", "files:22"]},
          {"action": "accept", "src": ["group:a"], "dst": ["*:*"]},
        ],
      }
      """;

  private static Meaning of(String hujson) {
    return Meaning.of(ProofTest.rules(hujson));
  }

  private static Meaning changed(String change) {
    var parts = change.split(" -> ", -1);
    assertThat(POLICY).contains(parts[0]);
    return of(POLICY.replace(parts[0], parts[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "443,8000-8010 -> 8005-8010,443,8000-8004",
        "\"tag:edge:443,8000-8010\", \"files:22\" -> \"files:22\", \"tag:edge:443\", \"tag:edge:8000-8010\"",
        "\"files:22\" -> \"100.64.0.3/32:22\"",
        "\"files:22\" -> \"files:22\", \"files:22\"",
        "[\"x@\", \"y@\"] -> [\"y@\", \"x@\"]",
        "[\"group:a\", \"x@\"] -> [\"x@\", \"group:a\"]",
        "[\"tag:edge\", \"x@\"] -> [\"x@\", \"tag:edge\"]",
        "[\"one\", \"two\"] -> [\"two\", \"one\"]",
        "\"acls\" -> /* a remark */ \"acls\"",
        "\"src\": [\"group:a\"], \"dst\": [\"*:*\"] -> \"src\": [\"group:a\"], \"dst\": [\"*:*\", \"tag:edge:22\"]",
        "\"files -> \"archive",
        "\"acls\": [ -> \"tests\": [{\"src\": \"x@\", \"accept\": [\"tag:edge:22\"]}], \"acls\": [",
        "\"ssh\": [ -> \"grants\": [], \"ssh\": [",
      })
  void is_the_same_however_it_is_written(String change) {
    assertThat(changed(change)).isEqualTo(of(POLICY)).hasSameHashCodeAs(of(POLICY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "443,8000-8010 -> 443,8000-8011",
        "443,8000-8010 -> 443",
        "\"proto\": \"tcp\", -> ",
        "\"proto\": \"tcp\" -> \"proto\": \"udp\"",
        "\"files:22\" -> \"files:23\"",
        "\"100.64.0.3\" -> \"100.64.0.4\"",
        "[\"x@\", \"y@\"] -> [\"x@\"]",
        "[\"group:a\", \"x@\"] -> [\"group:a\"]",
        "10.0.0.0/8 -> 10.0.0.0/9",
        "[\"tag:edge\", \"x@\"] -> [\"tag:edge\"]",
        "\"two\"] -> \"three\"]",
        "[\"root\"] -> [\"autogroup:nonroot\"]",
        "\"src\": [\"tag:guest\"] -> \"src\": [\"*\"]",
        "\"acls\": [ -> \"postures\": {}, \"acls\": [",
        "\"acls\": [ -> \"randomizeClientPort\": true, \"acls\": [",
        "\"src\": [\"group:a\"], \"dst\": [\"*:*\"] -> \"src\": [\"group:a\"], \"dst\": [\"autogroup:self:*\"]",
      })
  void is_another_when_somebody_would_notice(String change) {
    assertThat(changed(change)).isNotEqualTo(of(POLICY));
  }
}
