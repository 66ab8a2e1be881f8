package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
  void health_and_metrics_are_on_the_management_port_alone(Lab lab) {
    LabServer server = lab.server();
    for (String path : List.of("/q/health/live", "/q/health/started", "/q/metrics")) {
      assertThat(server.kept(path).statusCode()).as(path).isEqualTo(200);
      var refused = server.get(path);
      assertThat(refused.statusCode()).as(path).isEqualTo(404);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
    assertThat(server.kept("/q/openapi").statusCode()).isEqualTo(404);
    assertThat(server.kept("/api/v1/keys").statusCode()).isEqualTo(404);
    assertThat(server.get("/q/openapi").statusCode()).isEqualTo(200);
    assertThat(server.logs()).as("each gauge is of one port").doesNotContain("already registered");
  }

  @Test
  void a_taken_management_port_is_one_sentence_with_its_key(Lab lab) throws IOException {
    LabServer server = lab.server();
    InetAddress host = InetAddress.getByName(server.management().getHost());
    try (var taken = new ServerSocket(0, 1, host)) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(server.refusesToStart(Map.of("mesh.ops.management-port", port)))
          .contains(
              "mesh: Port %s on %s is taken or not open to you. Stop what has it, or set another mesh.ops.management-port.\n"
                  .formatted(port, host.getHostAddress()))
          .doesNotContain("BindException");
    } finally {
      server.restart(Map.of());
    }
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
    return server.kept("/q/health/ready").statusCode() == 200;
  }
}
