package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.key.KeyOwners.Joining;
import org.veilor.mesh.tier.Subject;

@QuarkusTest
class KeyOwnersTest {
  private static final Instant THEN = Instant.parse("2020-03-01T12:00:00Z");

  @Inject KeyOwners owners;
  @Inject DataSource database;

  @AfterEach
  void forget() throws SQLException {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement("delete from pre_auth_key where subject like ?")) {
      delete.setString(1, "owner-test-%");
      delete.executeUpdate();
    }
  }

  @Test
  void of_two_keys_with_one_number_it_is_the_one_that_was_valid_then() throws SQLException {
    mint(1, "first", THEN);
    mint(1, "second", THEN.plus(Duration.ofDays(30)));
    assertThat(
            owners.of(
                List.of(
                    joining(1, THEN.plusSeconds(60)),
                    joining(1, THEN.plus(Duration.ofDays(30))),
                    joining(1, THEN.plus(Duration.ofDays(10))),
                    joining(1, THEN.minus(Duration.ofDays(1))),
                    joining(2, THEN))))
        .containsOnlyKeys(joining(1, THEN.plusSeconds(60)), joining(1, THEN.plusSeconds(2592000)))
        .containsEntry(joining(1, THEN.plusSeconds(60)), new Subject("owner-test-first"))
        .containsEntry(joining(1, THEN.plusSeconds(2592000)), new Subject("owner-test-second"));
  }

  @Test
  void thousands_at_once_have_each_their_own() throws SQLException {
    for (int i = 0; i < 2500; i++) {
      mint(i, "n" + i, THEN.plusMillis(i));
    }
    var found = owners.of(IntStream.range(0, 3000).mapToObj(i -> joining(i, THEN)).toList());
    assertThat(found).hasSize(2500);
    assertThat(found)
        .allSatisfy((joining, owner) ->
            assertThat(owner.text()).isEqualTo("owner-test-n" + joining.keyId().substring(1)));
    assertThat(owners.of(List.of())).isEmpty();
  }

  private static Joining joining(int number, Instant at) {
    return new Joining("t" + number, at);
  }

  private void mint(int number, String who, Instant at) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into pre_auth_key (id, tier, subject, state, created_at, expires_at,
                  headscale_id, prefix, requested_by)
                values (gen_random_uuid(), 'GUEST', ?, 'EXPIRED', ?, ?, ?, 'x', 'test')
                """)) {
      insert.setString(1, "owner-test-" + who);
      insert.setTimestamp(2, Timestamp.from(at));
      insert.setTimestamp(3, Timestamp.from(at.plus(Duration.ofHours(24))));
      insert.setString(4, "t" + number);
      insert.executeUpdate();
    }
  }
}
