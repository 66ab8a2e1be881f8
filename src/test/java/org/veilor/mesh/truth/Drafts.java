package org.veilor.mesh.truth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service.Protocol;
import org.veilor.mesh.truth.TierRule.Reaches;

/** What {@link AnyTruth} is made of, before one part knows of another. */
final class Drafts {
  private Drafts() {}

  record HostDraft(String name, Optional<Tag> tag, boolean v4, boolean v6, String note) {}

  record BackendDraft(String scheme, int place, int port) {}

  record ServiceDraft(
      String name,
      boolean named,
      String vhost,
      int place,
      int port,
      Protocol protocol,
      Set<Tier> tiers,
      Rest rest) {
    boolean isPublic() {
      return rest.isPublic();
    }

    Optional<BackendDraft> backend() {
      return rest.backend();
    }

    String note() {
      return rest.note();
    }
  }

  record Rest(boolean isPublic, Optional<BackendDraft> backend, String note) {}

  record ZoneDraft(String name, Set<Integer> addresses, int uses, String note) {}

  record ExpectDraft(
      int who, boolean reaches, int what, Optional<Integer> port, Optional<Protocol> protocol) {}

  static Arbitrary<Map<Tier, TierRule>> tiers() {
    return Combinators.combine(
            Arbitraries.of(Reaches.values()),
            Arbitraries.of(Reaches.ITSELF, Reaches.ALLOWLIST),
            notes(),
            notes())
        .as((admin, infra, who, other) ->
            Map.of(
                Tier.ADMIN, new TierRule(admin, who, AnyTruth.NOWHERE),
                Tier.INFRA, new TierRule(infra, other, AnyTruth.NOWHERE),
                Tier.GUEST, new TierRule(Reaches.ALLOWLIST, "", AnyTruth.NOWHERE)));
  }

  static Arbitrary<List<HostDraft>> hosts() {
    return Combinators.combine(
            names(),
            Arbitraries.of(Tag.ADMIN, Tag.INFRA, Tag.EDGE).optional(),
            booleans(),
            booleans(),
            notes())
        .as(HostDraft::new)
        .list()
        .ofMaxSize(6);
  }

  static Arbitrary<List<ServiceDraft>> services() {
    var rest = Combinators.combine(booleans(), backends().optional(), notes()).as(Rest::new);
    return Combinators.combine(
            names(),
            booleans(),
            vhosts(),
            Arbitraries.integers().between(0, 100),
            ports(),
            Arbitraries.of(Protocol.values()),
            Arbitraries.of(Tier.values()).set().ofMaxSize(3),
            rest)
        .as(ServiceDraft::new)
        .list()
        .ofMaxSize(10);
  }

  static Arbitrary<List<ZoneDraft>> zones() {
    return Combinators.combine(
            names(),
            Arbitraries.integers().between(0, 4).set().ofMinSize(1).ofMaxSize(5),
            Arbitraries.integers().greaterOrEqual(0),
            notes())
        .as(ZoneDraft::new)
        .list()
        .ofMaxSize(3);
  }

  static Arbitrary<List<ExpectDraft>> expects() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 100),
            booleans(),
            Arbitraries.integers().between(0, 100),
            ports().optional(),
            Arbitraries.of(Protocol.values()).optional())
        .as(ExpectDraft::new)
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<BackendDraft> backends() {
    return Combinators.combine(
            Arbitraries.of("http", "https"), Arbitraries.integers().between(0, 100), ports())
        .as(BackendDraft::new);
  }

  private static Arbitrary<Integer> ports() {
    return Arbitraries.oneOf(Arbitraries.of(443, 22, 53), Arbitraries.integers().between(1, 65535));
  }

  private static Arbitrary<String> names() {
    return labels(12).filter(name -> !Names.RESERVED.contains(name));
  }

  private static Arbitrary<String> vhosts() {
    return Combinators.combine(
            labels(8), Arbitraries.of("veilor", "example.org", "xn--bcher-kva.example"))
        .as((label, domain) -> label + "." + domain);
  }

  private static Arbitrary<String> labels(int longest) {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars('-')
        .ofMinLength(1)
        .ofMaxLength(longest)
        // xn-- says that it is another name's spelling: most are none's.
        .filter(label -> !label.startsWith("-") && !label.endsWith("-") && !label.contains("--"));
  }

  private static Arbitrary<Boolean> booleans() {
    return Arbitraries.of(true, false);
  }

  /** One line, with everything in it that YAML or a comment could take for its own. */
  private static Arbitrary<String> notes() {
    return Arbitraries.strings()
        .withChars("ab yzäß漢é:#'\"\\-[]{}&*!|>%@`,?~</")
        .ofMaxLength(16)
        .map(note -> note.strip().replaceAll(" +", " "));
  }
}
