package org.veilor.mesh.publish;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** When the file and Headscale are looked at: at the start, and from then on again and again. */
@Singleton
final class PolicySchedule {
  private static final Logger LOG = Logger.getLogger(PolicySchedule.class);

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

  @Scheduled(
      every = "{mesh.policy.look-at-file-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void lookAtFile() {
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
    watch.look();
  }
}
