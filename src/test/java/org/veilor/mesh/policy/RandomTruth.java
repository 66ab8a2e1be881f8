package org.veilor.mesh.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** A file as a person might write it, over all that it can say. */
final class RandomTruth {
  private final Random random;
  private final StringBuilder yaml = new StringBuilder();

  /** Those that a service can be on, and whether guests may be let in. */
  private final Map<String, Boolean> withAddress = new LinkedHashMap<>();

  private final List<String> vhosts = new ArrayList<>();

  private RandomTruth(long seed) {
    random = new Random(seed);
  }

  static Truth of(long seed) {
    var text = yaml(seed);
    return switch (Truths.read(text.getBytes(UTF_8))) {
      case TruthReading.Good good -> good.truth();
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults() + "\n" + text);
    };
  }

  static String yaml(long seed) {
    var truth = new RandomTruth(seed);
    truth.tiers();
    truth.hosts();
    truth.services();
    truth.zones();
    return truth.yaml.toString();
  }

  private String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  private void tiers() {
    yaml.append("tiers:\n  admin: {reaches: ")
        .append(one("everything", "everything-but-guests", "itself", "allowlist"))
        .append("}\n  infra: {reaches: ")
        .append(one("itself", "allowlist"))
        .append("}\n  guest: {reaches: allowlist}\n");
  }

  private void hosts() {
    yaml.append("hosts:\n");
    for (int i = random.nextInt(5); i >= 0; i--) {
      var tag = one("edge", "infra", "infra", "admin", "");
      var v4 = tag.isEmpty() ? "192.168.1." + (i + 1) : "100.64.1." + (i + 1);
      var v6 = tag.isEmpty() ? "2001:db8::" + (i + 1) : "fd7a:115c:a1e0::1" + (i + 1);
      var address =
          one(v4, "\"" + v6 + "\"", "[" + v4 + ", \"" + v6 + "\"]", tag.isEmpty() ? v4 : "");
      yaml.append("  h").append(i).append(":\n");
      if (!tag.isEmpty()) {
        yaml.append("    tag: ").append(tag).append('\n');
      }
      if (!address.isEmpty()) {
        yaml.append("    address: ").append(address).append('\n');
        withAddress.put("h" + i, !tag.equals("admin"));
      }
      yaml.append("    note: ")
          .append(one("a note", "\"*/ // , } \\u2028 \\\"\"", "\"line\\nbreak\""))
          .append('\n');
    }
  }

  private void services() {
    yaml.append("services:\n");
    for (int i = random.nextInt(8); i >= 0; i--) {
      boolean onEdge = withAddress.isEmpty() || random.nextBoolean();
      var on = onEdge ? "edge" : one(withAddress.keySet().toArray(String[]::new));
      boolean forAll = onEdge || withAddress.get(on);
      // Ports of their own where nothing else tells services apart.
      int port = onEdge && random.nextBoolean() ? 443 : 8000 + i;
      yaml.append(
          "  - vhost: v%d.veilor%n    on: %s%n    port: %d%n"
              .formatted(i, on, port)
              .replace("\r", ""));
      if (!(onEdge && port == 443)) {
        yaml.append("    protocol: ").append(one("tcp", "udp")).append('\n');
      }
      yaml.append("    tiers: ")
          .append(
              forAll
                  ? one("[guest]", "[infra]", "[guest, infra]", "[admin]", "[admin, guest]")
                  : "[admin]")
          .append('\n');
      if (onEdge) {
        vhosts.add("v" + i + ".veilor");
        yaml.append("    public: ").append(one("yes", "no")).append('\n');
        if (!withAddress.isEmpty() && random.nextBoolean()) {
          yaml.append("    backend: ")
              .append(one(withAddress.keySet().toArray(String[]::new)))
              .append(":3000\n");
        }
      }
      yaml.append("    note: ")
          .append(one("Misskey", "\"a\\r\\nb // \\\"x\\\",\"", "été ✓"))
          .append('\n');
    }
  }

  private void zones() {
    if (random.nextBoolean()) {
      yaml.append("zones:\n  lan:\n    addresses: [10.0.0.0/8, \"2001:db9::/32\"]\n    may-use: ")
          .append(
              vhosts.stream()
                  .filter(_ -> random.nextBoolean())
                  .collect(Collectors.joining(", ", "[", "]\n")));
    }
  }
}
