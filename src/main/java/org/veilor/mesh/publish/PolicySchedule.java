package org.veilor.mesh.publish;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** When the file and Headscale are looked at: at the start, and from then on again and again. */
@Singleton
final class PolicySchedule {
  private static final Logger LOG = Logger.getLogger(PolicySchedule.class);

  private static final int MANY = 1000;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(4);

  /** One for each look that is under way. */
  private final Semaphore looks = new Semaphore(MANY);

  private final FileSource file;
  private final PolicyWatch watch;

  PolicySchedule(FileSource file, PolicyWatch watch) {
    this.file = file;
    this.watch = watch;
  }

  /** Not in a command beside a running server. */
  void atStart(@Observes StartupEvent start, VertxHttpConfig http) {
    if (http.hostEnabled()) {
      Thread.ofVirtual().name("policy-first-look").start(this::lookAtFile);
    }
  }

  /**
   * A look that is under way comes to its end, and none begins: its answer would never come once
   * the application is gone, and the process would wait for it.
   */
  void atEnd(@Observes ShutdownEvent end) throws InterruptedException {
    if (!looks.tryAcquire(MANY, ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("policy: a look at Headscale did not come to its end");
    }
  }

  private void unlessEnding(Runnable look) {
    if (looks.tryAcquire()) {
      try {
        look.run();
      } finally {
        looks.release();
      }
    }
  }

  @Scheduled(
      every = "{mesh.policy.look-at-file-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void lookAtFile() {
    unlessEnding(this::lookAtFileNow);
  }

  private void lookAtFileNow() {
    try {
      if (file.look() || watch.last().isEmpty()) {
        watch.look();
      }
    } catch (RuntimeException e) {
      LOG.warnf("policy: the file is looked at again soon (%s)", e.getMessage());
    }
  }

  @Scheduled(
      every = "{mesh.policy.check-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void lookAtHeadscale() {
    unlessEnding(watch::look);
  }
}
