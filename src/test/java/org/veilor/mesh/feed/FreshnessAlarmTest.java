package org.veilor.mesh.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.publish.KeptInDatabase;

@QuarkusTest
@TestProfile(KeptInDatabase.class)
class FreshnessAlarmTest {
  @Inject Gate gate;
  @Inject FreshnessAlarm alarm;
  @Inject DataSource database;
  @Inject Clock clock;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private int before;

  @BeforeEach
  void all_is_well() throws SQLException {
    KnownMesh.tell(gate, clock.instant());
    alarm.look();
    before = entries().size();
    Logger.getLogger(FreshnessAlarm.class.getName()).addHandler(listener);
  }

  @AfterEach
  void stop() {
    Logger.getLogger(FreshnessAlarm.class.getName()).removeHandler(listener);
  }

  @Test
  void beginning_and_end_are_told_once_each() throws SQLException {
    tooOld();
    alarm.look();
    alarm.look();
    assertThat(told()).containsExactly("gate.stale");
    KnownMesh.tell(gate, clock.instant());
    alarm.look();
    alarm.look();
    assertThat(told()).containsExactly("gate.stale", "gate.fresh");
    assertThat(lines)
        .satisfiesExactly(
            it -> assertThat(it).startsWith("ERROR gate: refuses guests"),
            it -> assertThat(it).isEqualTo("INFO gate: lets guests in again"));
  }

  @Test
  void while_the_database_is_down_the_log_has_one_line_and_the_entries_come_later()
      throws SQLException {
    run("alter table audit_entry rename to audit_entry_away");
    try {
      tooOld();
      alarm.look();
      alarm.look();
      KnownMesh.tell(gate, clock.instant());
      alarm.look();
    } finally {
      run("alter table audit_entry_away rename to audit_entry");
    }
    assertThat(lines).hasSize(2);
    assertThat(told()).isEmpty();
    alarm.look();
    alarm.look();
    assertThat(told()).containsExactly("gate.stale", "gate.fresh");
    assertThat(lines).hasSize(2);
  }

  /** The policy is gone: nobody is let in, whatever was before. */
  @Test
  void a_gate_that_forgot_does_not_say_that_it_lets_anybody_in() {
    tooOld();
    alarm.look();
    gate.forget();
    alarm.look();
    assertThat(lines).hasSize(1);
    KnownMesh.tell(gate, clock.instant());
    alarm.look();
    assertThat(lines).hasSize(2);
  }

  private void tooOld() {
    KnownMesh.tell(gate, clock.instant().minus(Duration.ofHours(2)));
  }

  private List<String> told() throws SQLException {
    return entries().subList(before, entries().size());
  }

  private List<String> entries() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select action from audit_entry where actor_name = 'gate-feed' order by seq")) {
      var actions = new ArrayList<String>();
      while (rows.next()) {
        actions.add(rows.getString(1));
      }
      return actions;
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
