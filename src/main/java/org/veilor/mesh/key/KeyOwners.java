package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.tier.Subject;

/** For whom the keys were minted that machines have joined with. */
@ApplicationScoped
public class KeyOwners {
  /** Headscale's clock and ours. */
  private static final Duration APART = Duration.ofMinutes(5);

  /** Ids in one question. */
  private static final int AT_ONCE = 1000;

  private final KeyRows rows;

  KeyOwners(KeyRows rows) {
    this.rows = rows;
  }

  /**
   * A machine's joining.
   *
   * @param keyId Headscale's number. A new Headscale begins again at 1, so the key must have been
   *     valid as well at that time
   */
  public record Joining(String keyId, Instant at) {
    /** Of a machine that joined with a key at all. */
    public static Optional<Joining> of(Node node) {
      return node.preAuthKeyId().map(it -> new Joining(it, node.createdAt()));
    }
  }

  private record Minted(String keyId, String subject, Instant createdAt, Instant expiresAt) {
    boolean serves(Joining joining) {
      return !createdAt.isAfter(joining.at().plus(APART))
          && !expiresAt.isBefore(joining.at().minus(APART));
    }
  }

  /** Those that joined with a key of ours; a question for each thousand. */
  @Transactional
  public Map<Joining, Subject> of(Collection<Joining> joinings) {
    var owners = new HashMap<Joining, Subject>();
    var all = new ArrayList<>(joinings);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      var minted = minted(some.stream().map(Joining::keyId).distinct().toList());
      for (var joining : some) {
        minted.getOrDefault(joining.keyId(), List.of()).stream()
            .filter(it -> it.serves(joining))
            .findFirst()
            .ifPresent(it -> owners.put(joining, new Subject(it.subject())));
      }
    }
    return owners;
  }

  /** By Headscale's number, the latest first. */
  private Map<String, List<Minted>> minted(List<String> ids) {
    return rows.getEntityManager()
        .createQuery(
            "select headscaleId, subject, createdAt, expiresAt from KeyEntity"
                + " where headscaleId in :ids order by createdAt desc",
            Minted.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.groupingBy(Minted::keyId));
  }
}
