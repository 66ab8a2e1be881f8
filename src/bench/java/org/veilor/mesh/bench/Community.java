package org.veilor.mesh.bench;

import java.nio.charset.StandardCharsets;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/**
 * A truth as a file, of a mesh of so many machines. One in ten is a server and one in a hundred an
 * admin's: those are in {@code hosts}, each with both addresses. The others are guests', which no
 * truth names. Of four services one is a vhost on the edge with a backend on a server; the others
 * are each a port of a server. All are for guests.
 */
record Community(int services, int nodes) {
  private static final String TIERS =
      """
      tiers:
        admin:
          reaches: everything-but-guests
        infra:
          reaches: itself
        guest:
          reaches: allowlist

      hosts:
        doorway:
          tag: edge
          address: [100.127.0.1, "fd7a:115c:a1e0:ffff::1"]
      """;

  private static final int FIRST_PORT = 1000;

  int servers() {
    return nodes / 10;
  }

  int admins() {
    return nodes / 100;
  }

  /** Admins' machines last: whoever looks for one looks at all others first. */
  byte[] file() {
    var text = new StringBuilder(TIERS);
    for (int i = 0; i < servers(); i++) {
      host(text, "server" + i, "infra", i);
    }
    for (int i = 0; i < admins(); i++) {
      host(text, "desk" + i, "admin", servers() + i);
    }
    text.append("\nservices:\n");
    for (int i = 0; i < services; i++) {
      var server = "server" + i % servers();
      int port = FIRST_PORT + i / servers();
      text.append(
          i % 4 == 0
              ? """
                - vhost: s%d.veilor
                  on: edge
                  port: 443
                  tiers: [guest]
                  backend: %s:%d
              """
                  .formatted(i, server, port)
              : """
                - name: s%d
                  on: %s
                  port: %d
                  tiers: [guest]
              """
                  .formatted(i, server, port));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void host(StringBuilder text, String name, String tag, int machine) {
    var addresses = World.addresses(machine);
    text.append(
        """
          %s:
            tag: %s
            address: [%s, "%s"]
        """
            .formatted(name, tag, addresses.getFirst(), addresses.getLast()));
  }

  static Truth read(byte[] file) {
    return switch (Truths.read(file)) {
      case TruthReading.Good good -> good.truth();
      case TruthReading bad -> throw new IllegalStateException("our own truth: " + bad);
    };
  }

  static Rules parse(String policy) {
    return switch (Rules.read(policy)) {
      case RulesReading.Good good -> good.rules();
      case RulesReading bad -> throw new IllegalStateException("our own policy: " + bad);
    };
  }

  static String compile(Truth truth) {
    return Compiled.of(truth).artefacts().policy();
  }
}
