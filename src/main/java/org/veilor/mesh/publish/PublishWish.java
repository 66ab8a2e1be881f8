package org.veilor.mesh.publish;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;

/**
 * What somebody wants to have in force.
 *
 * @param base the version that it was made from, 0 for none; empty if whatever is in force may be
 *     replaced
 * @param rollsBackTo the version that it is a copy of
 */
record PublishWish(
    Candidate candidate,
    Actor author,
    String reason,
    OptionalLong base,
    @Nullable Long rollsBackTo,
    String action) {

  static PublishWish publish(Candidate candidate, Actor author, String reason, OptionalLong base) {
    return new PublishWish(candidate, author, reason, base, null, "policy.publish");
  }

  PublishWish rollsBackTo(long number) {
    return new PublishWish(candidate, author, reason, base, number, "policy.rollback");
  }
}
