package org.veilor.mesh.gate;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;

/**
 * Whoever asks the proxy: made once for each snapshot, so that a request makes none.
 *
 * @param refusal {@link Reason#ALLOWED} for one who may have something
 * @param zone its number; -1 for one in none
 * @param expiry milliseconds since 1970; from then on it may have nothing
 * @param node its name as it may stand in a header, empty if there is none
 * @param user likewise: for whom its key was minted
 * @param named for the list of denials: a node's name, a zone's, an address
 */
record Caller(
    CallerKind kind,
    Reason refusal,
    int zone,
    long expiry,
    CharSequence node,
    CharSequence user,
    String named) {
  private static final int NO_ZONE = -1;

  static final Caller PUBLIC =
      new Caller(CallerKind.PUBLIC, Reason.ALLOWED, NO_ZONE, Long.MAX_VALUE, "", "", "public");

  /** One who may have nothing whatever they ask for. */
  static Caller refused(Reason reason, String named) {
    return new Caller(CallerKind.NONE, reason, NO_ZONE, Long.MAX_VALUE, "", "", named);
  }

  static Caller zone(int number, String name) {
    return new Caller(
        CallerKind.ZONE, Reason.ALLOWED, number, Long.MAX_VALUE, "", "", "zone " + name);
  }

  static Caller node(MeshNode node) {
    if (node.tags().contains(Tag.EDGE.text())) {
      // The proxy's own machine: what comes from its address lost the caller's.
      return refusedNode(node, Reason.SOURCE_NATTED);
    }
    return Tier.atTheGate(node.tags())
        .map(tier -> allowed(node, tier))
        .orElseGet(
            () -> refusedNode(node, node.tags().isEmpty() ? Reason.NO_TAG : Reason.UNKNOWN_TAG));
  }

  private static Caller allowed(MeshNode node, Tier tier) {
    return new Caller(
        CallerKind.of(tier),
        Reason.ALLOWED,
        NO_ZONE,
        node.expiry().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
        HttpHeaders.createOptimized(HeaderText.of(node.name())),
        HttpHeaders.createOptimized(HeaderText.of(node.user())),
        node.name());
  }

  static Caller refusedNode(MeshNode node, Reason reason) {
    return refused(reason, node.name());
  }
}
