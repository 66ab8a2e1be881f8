package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.feed.GateFeed;
import org.veilor.mesh.feed.KnownMesh;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.publish.KeptInDatabase;

/** The commands about the gate against the server itself, over HTTP. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class GateCommandsTest {
  @TestHTTPResource URI server;
  @Inject CreateApiToken tokens;
  @Inject Gate gate;
  @Inject GateFeed feed;
  @Inject DataSource database;
  @Inject Clock clock;

  private String token = "";

  @BeforeEach
  void knowsTheMesh() throws SQLException {
    token =
        tokens
            .create(
                new Actor(Actor.Kind.CLI, "test", "local"),
                "t" + UUID.randomUUID(),
                Set.of(Scope.POLICY_READ),
                Optional.empty())
            .text();
    run("truncate gate_denial");
    feed.refresh();
    KnownMesh.tell(gate, clock.instant());
  }

  @Test
  void whoIsLetInEndsWithZero() {
    var it = mesh("gate", "explain", KnownMesh.GUEST, "x.veilor");
    assertThat(it.code()).as(it.err()).isZero();
    assertThat(it.out())
        .startsWith("Let in: phone may have x.veilor.\n")
        .contains("caller:  phone, tier guest, of alice")
        .contains("goes by: version 4711 of the policy, nodes read 0 s ago\n");
  }

  @Test
  void whoIsRefusedEndsWithOneAndTheReason() {
    var it = mesh("gate", "explain", KnownMesh.GUEST, "sys.veilor");
    assertThat(it.code()).isEqualTo(1);
    assertThat(it.out())
        .startsWith("Refused (not_allowed): This service was not opened to whoever asks.\n");
    assertThat(mesh("gate", "explain", KnownMesh.GUEST, "no.veilor").out())
        .contains("vhost:   no.veilor (not in the policy)");
    var json = mesh("gate", "explain", KnownMesh.GUEST, "sys.veilor", "-o", "json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.out()).contains("\"reason\" : \"not_allowed\"");
  }

  @Test
  void aGateThatIsOutOfDateSaysSo() {
    KnownMesh.tell(gate, clock.instant().minus(Duration.ofHours(2)));
    var it = mesh("gate", "explain", KnownMesh.GUEST, "x.veilor");
    assertThat(it.out()).contains("Refused (stale)").contains("s ago (too old for guests)");
    gate.forget();
    assertThat(mesh("gate", "explain", KnownMesh.GUEST, "x.veilor").out())
        .contains("Refused (not_ready)", "caller:  unknown", "goes by: nothing yet", "trouble: ");
  }

  @Test
  void whatIsNoAddressIsQuoted() {
    assertThat(mesh("gate", "explain", "x.veilor", KnownMesh.GUEST).out())
        .contains("\"x.veilor\" is no address; a machine's stands first, the vhost behind it\n");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(mesh("gate", "explain", KnownMesh.GUEST).code()).isEqualTo(2);
    var blank = mesh("gate", "explain", KnownMesh.GUEST, " ");
    assertThat(blank.code()).isNotZero();
    assertThat(blank.err()).contains("vhost is missing");
    assertThat(mesh("gate", "denials", "--limit", "0").err()).contains("at least 1");
  }

  @Test
  void denialsFitTheScreenAndTellOfMore() throws SQLException {
    assertThat(mesh("gate", "denials").out()).isEqualTo("Nobody was refused.\n");
    run(
        "insert into gate_denial select 'a-machine-of-a-very-long-name-'||i, 'a-service-of-a-long-name.veilor', 'ambiguous_node', 123456, now() - interval '3 days', now() - i * interval '1 min' from generate_series(1, 60) i");
    var it = mesh("gate", "denials", "--limit", "20");
    assertThat(it.code()).as(it.err()).isZero();
    assertThat(it.out().lines()).hasSize(22).allMatch(line -> Columns.of(line) <= 80);
    assertThat(it.out().lines().skip(1).findFirst().orElseThrow())
        .contains("ambiguous_node", "123456", "3 days ago", "1 min ago");
    assertThat(it.out()).endsWith("20 of 60. More: --limit N\n");
    assertThat(mesh("gate", "denials", "--output", "json").out())
        .contains("\"total\" : 60")
        .contains("a-machine-of-a-very-long-name-50")
        .doesNotContain("a-machine-of-a-very-long-name-51");
  }

  private void run(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var it = connection.createStatement()) {
      it.execute(statement);
    }
  }

  private TypedCommand mesh(String... words) {
    ApiSource source = () -> MeshApi.of(new ServerAddress(server, token, "/run/the-token"));
    Map<Class<?>, Object> useCases =
        Map.of(
            ApiSource.class, source,
            Screen.class, new Screen(80, false),
            TimeText.class, new TimeText(clock));
    return TypedCommand.run(useCases, words);
  }
}
