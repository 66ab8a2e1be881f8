package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.veilor.mesh.tier.Subject;

/** For whom the key was minted that a machine has joined with. */
@ApplicationScoped
public class KeyOwners {
  /** Headscale's clock and ours. */
  private static final Duration APART = Duration.ofMinutes(5);

  private final KeyRows rows;

  KeyOwners(KeyRows rows) {
    this.rows = rows;
  }

  /**
   * Empty if it is no key of ours.
   *
   * @param headscaleKeyId Headscale's number. A new Headscale begins again at 1, so the key must
   *     have been valid as well when the machine joined
   */
  @Transactional
  public Optional<Subject> of(String headscaleKeyId, Instant joinedAt) {
    return rows.find(
            "headscaleId = ?1 and createdAt <= ?2 and expiresAt >= ?3 order by createdAt desc",
            headscaleKeyId,
            joinedAt.plus(APART),
            joinedAt.minus(APART))
        .firstResultOptional()
        .map(row -> new Subject(row.subject));
  }
}
