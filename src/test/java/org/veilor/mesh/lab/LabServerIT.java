package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged server in the lab: it lives, dies and comes back as a test says. */
@ExtendWith(LabExtension.class)
class LabServerIT {

  @Test
  void the_packaged_server_runs_on_real_neighbours_and_outlives_a_kill(Lab lab) {
    LabServer server = lab.server();
    await().atMost(Duration.ofSeconds(20)).until(() -> ready(server));
    assertThat(server.token()).startsWith("mesh_");
    assertThat(server.database().dump()).contains("flyway_schema_history");

    server.kill9();
    assertThat(server.alive()).isFalse();
    server.restart(Map.of("mesh.ops.json-log", "true"));

    await().atMost(Duration.ofSeconds(20)).until(() -> ready(server));
    assertThat(server.logs()).contains("\"level\":\"INFO\"");
    Shown.by(
        server.database().version(), "the packaged server comes back on its data after SIGKILL");
  }

  @Test
  void a_server_without_its_database_says_so_and_recovers(Lab lab) {
    LabServer server = lab.server();
    server.database().stops();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> !ready(server));
      assertThat(server.alive()).isTrue();
    } finally {
      server.database().starts();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> ready(server));
  }

  @Test
  void the_dump_finds_text_in_bytes(Lab lab) throws SQLException {
    LabDatabase database = lab.server().database();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table hidden (raw bytea)");
      statement.execute("insert into hidden values (convert_to('hskey-auth-in-bytes', 'UTF8'))");
      assertThat(database.dump()).contains("hskey-auth-in-bytes");
      statement.execute("drop table hidden");
    }
  }

  private static boolean ready(LabServer server) {
    return server.get("/q/health/ready").statusCode() == 200;
  }
}
