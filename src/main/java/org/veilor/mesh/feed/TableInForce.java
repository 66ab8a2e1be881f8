package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.gate.GateVhost;
import org.veilor.mesh.gate.GateZone;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.GateTable;
import org.veilor.mesh.publish.TruthInForce;
import org.veilor.mesh.publish.VersionMark;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/**
 * The gate's part of the policy in force: compiled once for each version. Does not go back to an
 * older version than the one it has read: to publish gives a newer one always, a rollback too, so
 * an older one is there only if the database was restored from an old copy, and might open what has
 * since been closed.
 */
@ApplicationScoped
class TableInForce {
  private final TruthInForce truth;
  private volatile @Nullable Known last;

  /** What the gate is handed of one version. */
  record Table(long version, List<GateVhost> vhosts, List<GateZone> zones) {}

  private record Known(VersionMark mark, Table table) {}

  TableInForce(TruthInForce truth) {
    this.truth = truth;
  }

  /** Empty if nothing was published yet. Fails as the database does, and if that went back. */
  Optional<Table> read() {
    var known = last;
    var mark = truth.mark().orElse(null);
    if (mark == null) {
      return Optional.empty();
    }
    if (known != null && mark.isOlderThan(known.mark())) {
      throw new IllegalStateException(
          "version %d of the policy is in force on record, and version %d was before: a database restored from an old copy? Publish what shall be in force: ./mesh policy publish --reason restored"
              .formatted(mark.number(), known.mark().number()));
    }
    if (known != null && mark.equals(known.mark())) {
      return Optional.of(known.table());
    }
    var read = truth.version();
    // By its own mark: another may have been published between the two looks.
    last = read.map(it -> new Known(it.mark(), table(it.number(), it.truth()))).orElse(null);
    return Optional.ofNullable(last).map(Known::table);
  }

  private static Table table(long version, byte[] truth) {
    if (!(Truths.read(truth) instanceof TruthReading.Good good)) {
      // It was proven before it was published: only another version of ours could have read it.
      throw new IllegalStateException(
          "version %d of the policy is not readable by this server: publish it anew"
              .formatted(version));
    }
    var table = Compiled.of(good.truth()).gate();
    var vhosts =
        table.vhosts().entrySet().stream().map(it -> vhost(it.getKey(), it.getValue())).toList();
    var zones =
        table.zones().entrySet().stream()
            .map(it -> new GateZone(it.getKey(), it.getValue()))
            .toList();
    return new Table(version, vhosts, zones);
  }

  private static GateVhost vhost(String name, GateTable.Vhost vhost) {
    var tiers = EnumSet.noneOf(Tier.class);
    vhost.tiers().forEach(it -> tiers.add(Tier.of(it).orElseThrow()));
    return new GateVhost(name, tiers, vhost.isPublic(), Set.copyOf(vhost.zones()));
  }
}
