package org.veilor.mesh.publish;

import jakarta.inject.Singleton;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.headscale.StoredPolicy;
import org.veilor.mesh.proof.Meaning;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;

/** Whether Headscale had a policy before us: what somebody made by hand is not replaced unasked. */
@Singleton
final class HeadscalesOwn {
  private final HeadscalePolicy headscale;

  HeadscalesOwn(HeadscalePolicy headscale) {
    this.headscale = headscale;
  }

  /** None is no other, nor is allow-all. Fails with {@link HeadscaleException}. */
  boolean isOtherThan(Candidate ours) {
    var live = headscale.policy().map(StoredPolicy::hujson).orElse("");
    if (live.isBlank()) {
      return false;
    }
    return !(Rules.read(live) instanceof RulesReading.Good(var theirs)
        && (theirs.allowsAll() || isSame(theirs, ours)));
  }

  private static boolean isSame(Rules theirs, Candidate ours) {
    return Rules.read(ours.policy()) instanceof RulesReading.Good(var rules)
        && Meaning.of(theirs).equals(Meaning.of(rules));
  }
}
