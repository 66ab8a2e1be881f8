package org.veilor.mesh.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.support.TestPostgres;

class StartFailureTest {
  @Test
  void aDatabaseThatIsDownIsOneSentenceWithItsAddress() throws IOException {
    int port = freePort();
    var failure = migrating("jdbc:postgresql://127.0.0.1:" + port + "/mesh", "mesh");

    assertThat(StartFailure.sentence(failure))
        .hasValueSatisfying(text ->
            assertThat(text)
                .startsWith("The database cannot be used: Connection to 127.0.0.1:" + port)
                .endsWith("then start the server again.")
                .doesNotContain("\n", "s3cret"));
  }

  @Test
  void soIsOneThatDoesNotExistThere() {
    var url = TestPostgres.running().createDatabase().replaceFirst("/[^/?]+($|\\?)", "/nowhere$1");

    assertThat(StartFailure.sentence(migrating(url, TestPostgres.USER)))
        .hasValueSatisfying(text -> assertThat(text).contains("\"nowhere\" does not exist"));
  }

  @Test
  void aTakenPortAndAWrongConfigurationAreSentencesToo() {
    assertThat(
            StartFailure.sentence(new QuarkusBindException("127.0.0.1", 8085, new BindException())))
        .hasValueSatisfying(text -> assertThat(text).contains("Port 8085", "mesh.ops.http-port"));
    assertThat(StartFailure.sentence(new RuntimeException(new ConfigurationException("bad key"))))
        .hasValue("bad key");
  }

  @Test
  void theManagementPortIsNamedByItsOwnKey() {
    var failure =
        new RuntimeException(
            "Unable to start HTTP server",
            new IllegalStateException(
                "Unable to start the management interface on 127.0.0.1:9085",
                new BindException("Address already in use")));

    assertThat(StartFailure.sentence(failure))
        .hasValue(
            "Port 9085 on 127.0.0.1 is taken or not open to you. Stop what has it, or set another mesh.ops.management-port.");
  }

  @Test
  void whatNobodyKnowsIsLeftToTheLog() {
    assertThat(StartFailure.sentence(new IllegalStateException("?"))).isEmpty();
  }

  /** As the server does it at its start. */
  private static Throwable migrating(String url, String user) {
    var flyway = Flyway.configure().dataSource(url, user, "s3cret").load();
    return new RuntimeException("Failed to start quarkus", catchThrowable(flyway::migrate));
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
