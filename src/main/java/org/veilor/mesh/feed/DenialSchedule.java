package org.veilor.mesh.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.gate.GateConfig;

/**
 * When what the gate refused is written down. What the database does not take is kept, and comes
 * with the next; only a connection that breaks off in the very commit may have it counted twice.
 */
@Singleton
final class DenialSchedule {
  private static final Logger LOG = Logger.getLogger(DenialSchedule.class);
  private static final int MOST_ROWS = 100_000;

  private final Gate gate;
  private final DenialBook book;
  private final GateConfig config;
  private final Clock clock;
  private final DenialSums unwritten = new DenialSums();
  private boolean failing;

  DenialSchedule(Gate gate, DenialBook book, GateConfig config, Clock clock) {
    this.gate = gate;
    this.book = book;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void tick() {
    if (config.enabled()) {
      write(true);
    }
  }

  /** After the gate has closed. An end does not wait for a database that was away already. */
  void atEnd(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent end) {
    if (config.enabled() && !failing) {
      write(false);
    }
  }

  private synchronized void write(boolean prune) {
    unwritten.add(gate.takeDenials());
    try {
      if (!unwritten.isEmpty()) {
        book.add(unwritten.all());
        unwritten.clear();
      }
      if (prune) {
        book.prune(clock.instant().minus(config.keepDenials()), MOST_ROWS);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warnf(
            "gate: denials could not be written down (%s); they are kept until they can",
            e.getClass().getSimpleName());
      }
      failing = true;
    }
  }
}
