package org.veilor.mesh.publish;

import java.time.Instant;

/**
 * Which version is in force, without its texts.
 *
 * @param number not enough to know it by: a database that was restored from an old copy gives the
 *     same numbers again, to other policies
 * @param since when it came into force
 */
public record VersionMark(long number, Instant since, String truthHash) {
  /** Whether this one was in force before the other: the books have gone back in time. */
  public boolean isOlderThan(VersionMark other) {
    return !equals(other) && number <= other.number && !since.isAfter(other.since);
  }
}
