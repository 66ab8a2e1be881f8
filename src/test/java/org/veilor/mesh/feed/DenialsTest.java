package org.veilor.mesh.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.feed.DenialBook.Stored;
import org.veilor.mesh.gate.Denial;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.gate.GateServer;
import org.veilor.mesh.gate.Reason;
import org.veilor.mesh.publish.KeptInDatabase;

/** From a refused request to its row. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class DenialsTest {
  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Inject Gate gate;
  @Inject GateFeed feed;
  @Inject GateServer server;
  @Inject DenialSchedule schedule;
  @Inject DenialBook book;
  @Inject DataSource database;
  @Inject Clock clock;

  @BeforeEach
  void nothingWasRefused() throws SQLException {
    schedule.tick();
    run("truncate gate_denial");
    feed.refresh();
    KnownMesh.tell(gate, clock.instant());
  }

  @Test
  void many_refusals_of_one_are_one_row() {
    var before = clock.instant();
    for (int i = 0; i < 3; i++) {
      asks(KnownMesh.GUEST, "sys.veilor", 403);
    }
    asks(KnownMesh.GUEST, "x.veilor", 200);
    schedule.tick();
    asks(KnownMesh.GUEST, "SYS.veilor.", 403);
    schedule.tick();

    assertThat(rows())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.who()).isEqualTo("phone");
          assertThat(it.vhost()).isEqualTo("sys.veilor");
          assertThat(it.reason()).isEqualTo("not_allowed");
          assertThat(it.count()).isEqualTo(4);
          assertThat(it.first()).isBetween(before.minusMillis(1), it.last());
        });
  }

  @Test
  void a_thousand_unknown_names_are_one_row_and_no_label() {
    for (int i = 0; i < 1000; i++) {
      asks(KnownMesh.GUEST, "no-such-%d.veilor".formatted(i), 403);
    }
    schedule.tick();

    assertThat(rows())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.vhost()).isEqualTo("unknown");
          assertThat(it.reason()).isEqualTo("unknown_vhost");
          assertThat(it.count()).isEqualTo(1000);
        });
    assertThat(metrics())
        .doesNotContain("no-such-")
        .containsPattern(
            "mesh_gate_decisions_total\\{reason=\"unknown_vhost\",tier=\"guest\",vhost=\"unknown\"\\} \\d+")
        .contains("mesh_gate_decision_duration_seconds_bucket{le=\"1.0E-5\"}")
        .containsPattern("mesh_gate_snapshot_age_seconds \\d+\\.\\d+")
        .containsPattern("mesh_gate_nodes 2\\.0");
  }

  @Test
  void what_the_database_does_not_take_comes_with_the_next() throws SQLException {
    asks(KnownMesh.GUEST, "sys.veilor", 403);
    run("alter table gate_denial rename to gate_denial_away");
    try {
      schedule.tick();
      asks(KnownMesh.GUEST, "sys.veilor", 403);
      schedule.tick();
      schedule.atEnd(new ShutdownEvent());
    } finally {
      run("alter table gate_denial_away rename to gate_denial");
    }
    assertThat(rows()).isEmpty();
    schedule.tick();
    assertThat(rows()).singleElement().extracting(Stored::count).isEqualTo(2L);
    schedule.tick();
    assertThat(rows()).singleElement().extracting(Stored::count).isEqualTo(2L);
  }

  @Test
  void an_end_writes_what_is_left() {
    asks(KnownMesh.GUEST, "sys.veilor", 403);
    schedule.atEnd(new ShutdownEvent());
    assertThat(rows()).hasSize(1);
  }

  @Test
  void what_is_older_than_thirty_days_goes_whatever_else_is_there() {
    var now = clock.instant();
    book.add(List.of(denial("old", now.minus(Duration.ofDays(31)), 9)));
    book.add(List.of(denial("young", now.minus(Duration.ofDays(29)), 1)));
    schedule.tick();
    assertThat(rows()).singleElement().extracting(Stored::who).isEqualTo("young");
  }

  @Test
  void of_too_many_the_oldest_go() {
    var now = clock.instant();
    book.add(
        IntStream.range(0, 50).mapToObj(i -> denial("n" + i, now.minusSeconds(i), 1)).toList());
    book.prune(now.minusSeconds(60), 20);
    assertThat(rows())
        .extracting(Stored::who)
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void the_earliest_and_the_latest_are_kept_whoever_comes_first() {
    var now = Instant.parse("2026-11-25T12:00:00Z");
    book.add(List.of(denial("n", now, 2)));
    book.add(
        List.of(new Denial("n", "v", Reason.STALE, 3, now.minusSeconds(9), now.minusSeconds(5))));
    assertThat(rows()).containsExactly(new Stored("n", "v", "stale", 5, now.minusSeconds(9), now));
  }

  @Test
  void servers_that_add_to_the_same_rows_in_any_order_do_not_stand_in_each_others_way() {
    var now = clock.instant();
    var up = IntStream.range(0, 500).mapToObj(i -> denial("n" + i, now, 1)).toList();
    try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          Stream.of(up, up.reversed(), up, up.reversed())
              .map(list -> CompletableFuture.runAsync(() -> addAndPrune(list, now), servers))
              .toList();
      all.forEach(CompletableFuture::join);
    }
    assertThat(book.newest(1000).items()).hasSize(500).allMatch(it -> it.count() == 80);
  }

  private void addAndPrune(List<Denial> denials, Instant now) {
    for (int i = 0; i < 20; i++) {
      book.add(denials);
      book.prune(now.minusSeconds(60), 1000);
    }
  }

  private static Denial denial(String who, Instant at, long count) {
    return new Denial(who, "v", Reason.STALE, count, at, at);
  }

  private List<Stored> rows() {
    return book.newest(1000).items();
  }

  private void asks(String source, String vhost, int answer) {
    given()
        .port(server.port())
        .header("X-Forwarded-For", source)
        .header("X-Forwarded-Host", vhost)
        .get("/authz/traefik")
        .then()
        .statusCode(answer);
  }

  private String metrics() {
    return given().get(management + "metrics").asString();
  }

  private void run(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var it = connection.createStatement()) {
      it.execute(statement);
    }
  }
}
