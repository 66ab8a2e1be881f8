package org.veilor.mesh.books;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.books.HeadscaleSighting.Another;
import org.veilor.mesh.books.HeadscaleSighting.Same;
import org.veilor.mesh.headscale.Headscale;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.upstream.HeadscaleProblems;

/**
 * Sees to it that the books are held against the Headscale that they were kept with. The first one
 * seen is remembered; another stops all that could touch a key, until an admin has decided.
 */
@ApplicationScoped
public class HeadscaleOfRecord {
  private static final Logger LOG = Logger.getLogger(HeadscaleOfRecord.class);
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  private final Headscale headscale;
  private final HeadscaleRegister register;
  private final Clock clock;
  private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

  private record Look(HeadscaleSighting sighting, Instant at) {}

  HeadscaleOfRecord(
      Headscale headscale, HeadscaleRegister register, Clock clock, MeterRegistry meters) {
    this.headscale = headscale;
    this.register = register;
    this.clock = clock;
    meters.gauge("mesh.headscale.another", this, books -> books.another().isPresent() ? 1 : 0);
  }

  /** Looks now. Fails with {@link HeadscaleException} if Headscale does not say who it is. */
  public HeadscaleSighting look() {
    var present = headscale.identity();
    var kept = register.keptOrElse(present);
    HeadscaleSighting sighting =
        kept.equals(present) ? new Same(present) : new Another(kept, present);
    var before = last.getAndSet(new Look(sighting, clock.instant()));
    if (sighting instanceof Another another
        && (before == null || !before.sighting().equals(another))) {
      LOG.error(another.sentence());
    }
    return sighting;
  }

  /**
   * Fails with the problem that a caller is told if nothing must be touched. A look that found the
   * right one serves for some seconds.
   */
  public void require() {
    refuseAnother(this::recent);
  }

  /** The same, for what is rare and writes: nobody's look of before serves. */
  public void requireNow() {
    refuseAnother(this::look);
  }

  private static void refuseAnother(Supplier<HeadscaleSighting> looking) {
    try {
      if (looking.get() instanceof Another another) {
        throw another.problem();
      }
    } catch (HeadscaleException e) {
      throw HeadscaleProblems.of(e);
    }
  }

  /**
   * A look that found the right one serves for some seconds. Fails with {@link HeadscaleException}.
   */
  public HeadscaleSighting recent() {
    var known = last.get();
    return known != null
            && known.sighting() instanceof Same
            && Duration.between(known.at(), clock.instant()).abs().compareTo(GOOD_FOR) <= 0
        ? known.sighting()
        : look();
  }

  /** False until the first look has come to an end: then nobody knows who answers. */
  boolean looked() {
    return last.get() != null;
  }

  /** What the last look found wrong, if it did. */
  Optional<Another> another() {
    var known = last.get();
    return known != null && known.sighting() instanceof Another another
        ? Optional.of(another)
        : Optional.empty();
  }

  /** Both, remembering nothing. For commands beside a server. */
  public HeadscalesSeen seen() {
    var kept = register.kept();
    try {
      return new HeadscalesSeen(kept, Optional.of(headscale.identity()), Optional.empty());
    } catch (HeadscaleException e) {
      return new HeadscalesSeen(kept, Optional.empty(), Optional.ofNullable(e.getMessage()));
    }
  }

  /**
   * From now on the books are held against the Headscale that answers. Keys on record that it does
   * not know end as gone.
   *
   * @param identity as the admin read it; must be the one that answers, so that nobody adopts one
   *     that was swapped again meanwhile
   */
  public void adopt(String identity, Actor actor) {
    String present;
    try {
      present = headscale.identity();
    } catch (HeadscaleException e) {
      throw HeadscaleProblems.of(e);
    }
    if (!present.equals(identity)) {
      throw new Problem(
          BooksProblem.ANOTHER_HEADSCALE,
          "The Headscale at mesh.headscale.url is %s, not %s: nothing was changed."
              .formatted(present, identity));
    }
    register.replace(identity, actor);
  }
}
