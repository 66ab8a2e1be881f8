package org.veilor.mesh.gate;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.gate.Decision.Bounds;
import org.veilor.mesh.gate.GateConfig.ForwardedFor;

/** The door to the gate: it is handed what it decides by, and tells what it would decide. */
@Singleton
public class Gate {
  private final Surroundings surroundings;
  private final Decision decision;
  private final Denials denials;
  private final GateConfig config;
  private final Clock clock;
  private volatile @Nullable GateSnapshot snapshot;

  Gate(GateConfig config, Clock clock, MeterRegistry meters) {
    this.config = config;
    this.clock = clock;
    this.denials = new Denials(clock);
    this.decision =
        new Decision(
            new Bounds(
                config.staleAfter().toMillis(),
                config.staleAfterForInfra().toMillis(),
                config.staleAfterForAdmins().toMillis(),
                config.adminsReachUnknownVhosts()));
    var natted = new ArrayList<>(ranges(config.nattedSources()));
    natted.addAll(ranges(config.proxies()));
    config.hops().map(Gate::ranges).ifPresent(natted::addAll);
    this.surroundings = new Surroundings(ranges(config.meshPrefixes()), natted);
    meters.gauge(
        "mesh.gate.snapshot.age.seconds",
        this,
        gate -> gate.age().map(it -> it.toMillis() / 1000.0).orElse(Double.NaN));
    meters.gauge(
        "mesh.gate.nodes", this, gate -> gate.snapshot().map(GateSnapshot::nodes).orElse(0));
  }

  /**
   * From this moment on every request is decided by these.
   *
   * @param readAt when the oldest of them was asked for
   * @param revision the number of the policy's version
   * @throws IllegalArgumentException if one has an address that is none; then nothing changes
   */
  public void replace(
      Instant readAt,
      long revision,
      List<MeshNode> nodes,
      List<GateVhost> vhosts,
      List<GateZone> zones) {
    var contents = new GateSnapshot.Contents(revision, nodes, vhosts, zones);
    var present = snapshot;
    snapshot =
        present != null && present.isOf(contents)
            ? present.readAgain(readAt)
            : GateSnapshot.of(readAt, contents, surroundings);
  }

  /** Nothing is known any more: everybody is refused. */
  public void forget() {
    snapshot = null;
  }

  public Optional<GateSnapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** How old what it goes by is; empty before the first. */
  public Optional<Duration> age() {
    return snapshot().map(it -> Duration.between(it.readAt(), clock.instant()));
  }

  /** Whether it can answer for guests. */
  public boolean isFresh() {
    return age().filter(it -> it.abs().compareTo(config.staleAfter()) <= 0).isPresent();
  }

  /** What it would answer now, counting nothing. */
  public WouldDecide wouldDecide(String address, String vhost) {
    var present = snapshot;
    if (present == null) {
      return new WouldDecide(Reason.NOT_READY, CallerKind.NONE.label(), "", "", "none");
    }
    var caller = sourceOf().caller(present, address);
    var asked = present.vhost(vhost);
    var reason = decide(present, caller, asked);
    return new WouldDecide(
        reason, caller.kind().label(), caller.named(), caller.user().toString(), asked.label());
  }

  /** Who was refused what since the last time that somebody asked. */
  public List<Denial> takeDenials() {
    return denials.drain();
  }

  @Nullable GateSnapshot present() {
    return snapshot;
  }

  Reason decide(GateSnapshot present, Caller caller, Vhost vhost) {
    return decision.of(caller, vhost, present.readAtMillis(), clock.millis());
  }

  SourceOf sourceOf() {
    return config.forwardedFor() == ForwardedFor.DIRECT
        ? new SourceOf.Direct()
        : new SourceOf.Chain(ranges(config.hops().orElse(List.of())));
  }

  Denials denials() {
    return denials;
  }

  static List<AddressRange> ranges(List<String> texts) {
    return texts.stream().map(AddressRange::prefix).toList();
  }
}
