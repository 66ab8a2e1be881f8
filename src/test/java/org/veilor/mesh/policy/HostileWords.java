package org.veilor.mesh.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;
import org.yaml.snakeyaml.Yaml;

/** Notes and names that are sound in the truth and must stay words in what is made of it. */
final class HostileWords {
  /** As between double quotes in YAML. */
  static final List<String> NOTES =
      List.of(
          "a\\nb",
          "a\\r\\n    { \\\"action\\\": \\\"accept\\\", \\\"src\\\": [\\\"*\\\"], \\\"dst\\\": [\\\"*:*\\\"] },",
          "a\\rb",
          "a\\u2028b\\u2029c\\x85d",
          "a\\x0bb\\x0cc\\x1b[2Jd",
          "*/ }, ] // #",
          "\\u202eevil\\u2066\\u200b\\ufeff",
          "`}} {{ $x %s %n \\\\u000a \\\\",
          "{{ env \\\"HOME\\\" }}",
          "-----".repeat(2000),
          "é".repeat(300) + "\\U0001F600".repeat(200),
          "# ---\\n...",
          "\\ud7ff\\ue000");

  /** Each could be taken for something else by one of those who read it. */
  static final List<String> HOSTS =
      List.of("100", "fd00", "tag", "group", "autogroup", "0x7f", "1e3", "null", "true", "hosts");

  static final List<String> VHOSTS =
      List.of("1.e3", "0.x", "null.true", "xn--bcher-kva.example", "a-b.c-d.e", "y.n", "1.0.o");

  private HostileWords() {}

  /**
   * One truth with all names, and this note wherever there may be one. The reader refuses most of
   * these: what is compiled must not depend on it.
   */
  static Truth truth(String note) {
    var plain = plain();
    String hostile = new Yaml().load('"' + note + '"');
    var hosts = new LinkedHashMap<String, Host>();
    plain
        .hosts()
        .forEach((name, it) ->
            hosts.put(name, new Host(name, it.tag(), it.addresses(), hostile, it.at())));
    return new Truth(
        plain.tiers(),
        hosts,
        plain.services().stream().map(it -> with(hostile, it)).toList(),
        plain.zones(),
        plain.expectations());
  }

  private static Service with(String note, Service it) {
    return new Service(
        it.name(),
        it.vhost(),
        it.on(),
        it.port(),
        it.protocol(),
        it.tiers(),
        it.isPublic(),
        it.backend(),
        note,
        it.at());
  }

  private static Truth plain() {
    var yaml =
        new StringBuilder(
            """
            tiers:
              admin: {reaches: everything-but-guests}
              infra: {reaches: itself}
              guest: {reaches: allowlist}
            hosts:
              doorway: {tag: edge, address: 100.64.0.99}
            """);
    for (int i = 0; i < HOSTS.size(); i++) {
      yaml.append(
          "  \"%s\": {tag: infra, address: [100.64.1.%d, \"fd7a:115c:a1e0::%d\"]}\n"
              .formatted(HOSTS.get(i), i + 1, i + 1));
    }
    yaml.append("services:\n");
    for (int i = 0; i < VHOSTS.size(); i++) {
      yaml.append(
          "  - {vhost: \"%s\", on: edge, port: 443, tiers: [guest], backend: \"%s:%d\"}\n"
              .formatted(VHOSTS.get(i), HOSTS.get(i), 3000 + i));
    }
    for (int i = 0; i < HOSTS.size(); i++) {
      yaml.append(
          "  - {name: \"s%d\", on: \"%s\", port: 22, tiers: [guest]}\n".formatted(i, HOSTS.get(i)));
    }
    return switch (Truths.read(yaml.toString().getBytes(UTF_8))) {
      case TruthReading.Good good -> good.truth();
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults() + "\n" + yaml);
    };
  }
}
