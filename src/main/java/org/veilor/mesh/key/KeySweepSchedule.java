package org.veilor.mesh.key;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.veilor.mesh.headscale.HeadscaleException;

/**
 * Runs the sweep: often while a key is open, seldom while none is, at once after something went
 * wrong. Headscale pays 60 ms of CPU for each look.
 */
@Singleton
final class KeySweepSchedule {
  private static final Logger LOG = Logger.getLogger(KeySweepSchedule.class);

  private final KeySweep sweep;
  private final KeySweepSignal signal;
  private final KeyConfig config;
  // Only the scheduler's one tick at a time touches these.
  private long lastRun = Long.MIN_VALUE;
  private boolean open = true;

  KeySweepSchedule(KeySweep sweep, KeySweepSignal signal, KeyConfig config) {
    this.sweep = sweep;
    this.signal = signal;
    this.config = config;
  }

  @Scheduled(
      every = "{mesh.key.sweep-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  synchronized void tick() {
    var wanted = signal.take();
    if (!wanted && !open && !idleIsOver()) {
      return;
    }
    lastRun = System.nanoTime();
    try {
      open = sweep.run();
    } catch (HeadscaleException e) {
      LOG.warnf(
          "sweep: Headscale could not be read (%s); keys are checked again soon", e.failure());
      signal.soon();
    } catch (RuntimeException e) {
      LOG.warnf("sweep: %s; keys are checked again soon", e);
      signal.soon();
    }
  }

  private boolean idleIsOver() {
    return lastRun == Long.MIN_VALUE
        || TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRun)
            >= config.idleSweepEvery().toMillis();
  }
}
