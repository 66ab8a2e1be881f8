package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.feed.GateFeed;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;

/** A database from an old copy opens nothing at the gate that has been closed since. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class RestoredDatabaseTest {
  @Inject CreateApiToken create;
  @Inject DataSource database;
  @Inject GateFeed feed;
  @Inject Gate gate;

  private PolicyCalls calls;
  private long old;

  @BeforeEach
  void an_old_version_and_two_since() {
    calls = new PolicyCalls(create, Scope.POLICY_READ, Scope.POLICY_WRITE);
    old = calls.puts(PolicyCalls.with("files", 8443));
    calls.puts(PolicyCalls.with("music", 8444));
    var last = calls.puts(PolicyCalls.SHIPPED);
    assertThat(feed.refresh()).isTrue();
    assertThat(goesBy()).isEqualTo(last);
  }

  @Test
  void the_gate_does_not_go_back_to_what_was_in_force_before() throws SQLException {
    var last = goesBy();
    restore();

    assertThat(feed.refresh()).isFalse();
    assertThat(feed.trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("old copy", "policy publish"));
    assertThat(goesBy()).isEqualTo(last);
  }

  /** Its number is one that the gate has seen, and its policy is not. */
  @Test
  void what_is_published_after_that_counts() throws SQLException {
    var last = goesBy();
    restore();
    var now = calls.puts(PolicyCalls.with("chat", 8445));

    assertThat(now).isLessThan(last);
    assertThat(feed.refresh()).isTrue();
    assertThat(goesBy()).isEqualTo(now);
    assertThat(gate.wouldDecide("100.64.0.5", "chat.veilor").vhost()).isEqualTo("chat.veilor");
  }

  private long goesBy() {
    return gate.snapshot().orElseThrow().revision();
  }

  private void restore() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from policy_version where number > " + old);
      statement.execute("update policy_version set state = 'IN_FORCE' where number = " + old);
    }
  }
}
