package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.headscale.StoredPolicy;
import org.veilor.mesh.policy.ReachDiff;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.proof.Breach;
import org.veilor.mesh.proof.Meaning;
import org.veilor.mesh.proof.Verdict;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;

/** Compares what Headscale has with what was published: by meaning, and by what it proves. */
@ApplicationScoped
class LookAtPolicy {
  private static final int MOST_LOOKS = 3;

  private final HeadscalePolicy headscale;
  private final VersionQueries queries;

  /** Of the published version, so that a look costs no more than one question to Headscale. */
  private volatile Optional<Known> known = Optional.empty();

  private record Known(PolicyVersion version, Candidate candidate, Rules rules, Verdict verdict) {}

  /**
   * @param live as Headscale has it; empty if it has none
   */
  record Look(Standing standing, String live) {}

  LookAtPolicy(HeadscalePolicy headscale, VersionQueries queries) {
    this.headscale = headscale;
    this.queries = queries;
  }

  /** Fails with {@link HeadscaleException} if Headscale does not tell. */
  Look look() {
    // Somebody who publishes between the two questions is no stranger.
    for (int again = 0; again < MOST_LOOKS; again++) {
      var before = queries.present();
      var version = queries.inForce();
      var pending = queries.pending();
      var live = headscale.policy();
      if (queries.present().equals(before)) {
        return look(pending.filter(it -> isText(live, it)).or(() -> version), live);
      }
    }
    return new Look(new Standing.Unknown("policies are published faster than one can look."), "");
  }

  private static boolean isText(Optional<StoredPolicy> live, PolicyVersion version) {
    return live.filter(it -> it.hujson().equals(version.policy())).isPresent();
  }

  private Look look(Optional<PolicyVersion> version, Optional<StoredPolicy> live) {
    var text = live.map(StoredPolicy::hujson).orElse("");
    if (version.isEmpty()) {
      return new Look(new Standing.NothingPublished(allowsAll(text), Optional.empty()), text);
    }
    boolean fileMode = live.isPresent() && live.get().updatedAt().isEmpty();
    try {
      return new Look(compare(known(version.get()), text, fileMode), text);
    } catch (Problem unsound) {
      return new Look(
          new Standing.Unknown(
              "version %d is not sound any more (%s). Publish one that is."
                  .formatted(version.get().number(), unsound.detail())),
          text);
    }
  }

  private Known known(PolicyVersion version) {
    var before = known;
    if (before.filter(it -> it.version().number() == version.number()).isPresent()) {
      return before.get();
    }
    var candidate = Candidate.of(version.truth());
    var rules = rules(version.policy()).orElseThrow();
    // Anew after each start: this server may know better than the one that published it.
    var now = new Known(version, candidate, rules, candidate.proof(rules));
    known = Optional.of(now);
    return now;
  }

  private static Standing compare(Known published, String live, boolean fileMode) {
    var version = published.version();
    boolean sameText = live.equals(version.policy());
    var rules = sameText ? Optional.of(published.rules()) : rules(live);
    boolean same =
        sameText
            || rules.filter(it -> Meaning.of(it).equals(Meaning.of(published.rules()))).isPresent();
    var verdict =
        sameText
            ? published.verdict()
            : rules
                .map(it -> published.candidate().proof(it))
                .orElseGet(() -> published.candidate().proof(live));
    if (same && verdict instanceof Verdict.Proven) {
      return new Standing.AsPublished(version.number(), fileMode);
    }
    var refused =
        Optional.of(verdict)
            .filter(Verdict.Refused.class::isInstance)
            .map(Verdict.Refused.class::cast);
    return new Standing.Foreign(
        version.number(),
        Hash.of(live),
        refused.map(Verdict.Refused::sentence),
        refused.filter(LookAtPolicy::isAllowAll).isPresent(),
        rules.map(it ->
            ReachDiff.ofRules(published.rules(), it, published.candidate().compiled().truth())),
        fileMode);
  }

  private static boolean isAllowAll(Verdict.Refused refused) {
    return refused.breaches().stream()
        .anyMatch(it -> it instanceof Breach.Unsound unsound && unsound.isAllowAll());
  }

  private static boolean allowsAll(String live) {
    return rules(live).filter(Rules::allowsAll).isPresent();
  }

  private static Optional<Rules> rules(String hujson) {
    return Rules.read(hujson) instanceof RulesReading.Good(var rules)
        ? Optional.of(rules)
        : Optional.empty();
  }
}
