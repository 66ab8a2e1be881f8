package org.veilor.mesh.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.veilor.mesh.gate.GateConfig;

/** When the gate is fed: at the start, and from then on again and again. */
@Singleton
final class FeedSchedule {
  private final GateFeed feed;
  private final FreshnessAlarm alarm;
  private final GateConfig config;

  FeedSchedule(GateFeed feed, FreshnessAlarm alarm, GateConfig config) {
    this.feed = feed;
    this.alarm = alarm;
    this.config = config;
  }

  /** Not in a command beside a running server. */
  void atStart(@Observes StartupEvent start, VertxHttpConfig http) {
    if (http.hostEnabled() && config.enabled()) {
      Thread.ofVirtual().name("gate-first-feed").start(this::feed);
    }
  }

  void atEnd(@Observes ShutdownEvent end) throws InterruptedException {
    feed.end();
  }

  @Scheduled(
      every = "{mesh.gate.refresh-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void feed() {
    if (config.enabled()) {
      feed.refresh();
      alarm.look();
    }
  }
}
