package org.veilor.mesh.lab;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/**
 * While it is open, every commit of the server waits, once it is on the disk, for the standby of
 * this name; there is none (PostgreSQL 18, section 26.2.8). So the deed is done, and whoever did it
 * does not know.
 */
public final class HeldCommits implements AutoCloseable {
  private static final String OURS =
      "select pid::text from pg_stat_activity where wait_event = 'SyncRep'"
          + " and application_name = 'veilor-mesh'";
  private static final String ANY =
      "select pid::text from pg_stat_activity where wait_event = 'SyncRep'";

  private final LabDatabase database;
  private final Thread probe;
  private volatile boolean closed;

  private HeldCommits(LabDatabase database) {
    this.database = database;
    this.probe = Thread.ofVirtual().unstarted(this::untilOneWaits);
  }

  /**
   * A reload takes its time: commits of our own go through until it is done, and then one waits.
   */
  private void untilOneWaits() {
    while (!closed && database.column(ANY).isEmpty()) {
      database.execute("select pg_logical_emit_message(true, 'lab', 'is it in force?')");
    }
  }

  /**
   * To be called before the server opens its connections: the lab's PostgreSQL is started to wait
   * for nothing, not even its own disk.
   */
  public static void prepare(LabDatabase database) {
    database.execute(
        "do $$ begin execute format("
            + "'alter database %I set synchronous_commit = on', current_database()); end $$");
  }

  /** Returns when it is in force. */
  public static HeldCommits of(LabDatabase database) {
    HeldCommits held = new HeldCommits(database);
    held.asksFor("nobody");
    held.probe.start();
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(3))
        .until(() -> !database.column(ANY).isEmpty());
    return held;
  }

  /** Returns when the server waits for a commit. */
  public void hasOne() {
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !database.column(OURS).isEmpty());
  }

  private void asksFor(String standby) {
    database.execute("alter system set synchronous_standby_names = '" + standby + "'");
    database.execute("select pg_reload_conf()");
  }

  /** Returns when what waited has gone on. */
  @Override
  public void close() {
    closed = true;
    asksFor("");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !probe.isAlive() && database.column(ANY).isEmpty());
  }
}
