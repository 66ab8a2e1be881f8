package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.veilor.mesh.headscale.PreAuthKey;
import org.veilor.mesh.tier.Tier;

/**
 * Live keys with our tags that we never minted: somebody with Headscale's own tools made them. They
 * are reported, for they admit machines past our books, and not touched, for they may be wanted.
 */
@Singleton
final class ForeignKeys {
  private static final Logger LOG = Logger.getLogger(ForeignKeys.class);
  private static final Set<String> OUR_TAGS =
      Arrays.stream(Tier.values())
          .flatMap(tier -> tier.tags().stream())
          .collect(Collectors.toUnmodifiableSet());

  /** PostgreSQL takes at most 65,535 parameters. */
  private static final int PREFIXES_IN_A_QUERY = 1000;

  private final Clock clock;
  private final KeyQueries queries;
  private final KeyMetrics metrics;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  ForeignKeys(Clock clock, KeyQueries queries, KeyMetrics metrics) {
    this.clock = clock;
    this.queries = queries;
    this.metrics = metrics;
  }

  /**
   * @param left keys in Headscale's list that no watched row has taken
   */
  void report(Collection<PreAuthKey> left) {
    var foreign =
        left.stream()
            .filter(this::liveWithOurTags)
            .gather(Gatherers.windowFixed(PREFIXES_IN_A_QUERY))
            .flatMap(this::neverOurs)
            .toList();
    metrics.foreign(foreign.size());
    foreign.stream().filter(key -> told.add(key.prefix())).forEach(ForeignKeys::warn);
  }

  private Stream<PreAuthKey> neverOurs(List<PreAuthKey> keys) {
    var ours = queries.known(keys.stream().map(PreAuthKey::prefix).toList());
    return keys.stream().filter(key -> !ours.contains(key.prefix()));
  }

  private boolean liveWithOurTags(PreAuthKey key) {
    return (!key.used() || key.reusable())
        && key.expiration().isAfter(clock.instant())
        && key.tags().stream().anyMatch(OUR_TAGS::contains);
  }

  private static void warn(PreAuthKey key) {
    LOG.warnf(
        "foreign key at Headscale: id %s, prefix %s, tags %s, reusable %s, until %s. It was not minted"
            + " here. If nobody wants it: headscale preauthkeys expire --id %s",
        key.id(), key.prefix(), key.tags(), key.reusable(), key.expiration(), key.id());
  }
}
