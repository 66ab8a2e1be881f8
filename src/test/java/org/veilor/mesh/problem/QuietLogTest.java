package org.veilor.mesh.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers do wrong is one line of INFO: no stack, nothing that names them. */
@QuarkusTest
class QuietLogTest {
  private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TestHTTPResource("/api/test/body")
  URL address;

  @TestHTTPResource(value = "/", management = true)
  URL management;

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(listener);
  }

  @Test
  void a_conflict_is_one_line_without_the_subject() {
    given().get("/api/test/throws/conflict").then().statusCode(409);
    assertOneLine("refused a request: name-taken");
  }

  @Test
  void a_body_that_breaks_off_is_one_line() throws IOException {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var head =
          "POST /api/test/body HTTP/1.1\r\nHost: mesh\r\nContent-Type: application/json\r\n"
              + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      // Now somebody waits for the body.
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      socket.getOutputStream().write("{\"name\":\"alice".getBytes(StandardCharsets.US_ASCII));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> !lines.isEmpty());
    // Whatever else it has to say, it has said before it answers the next call.
    given().get("/api/test/throws/conflict").then().statusCode(409);
    lines.removeIf(line -> line.getMessage().contains("refused a request"));
    assertOneLine("a request's body broke off before its end");
  }

  @Test
  void whoever_breaks_off_on_the_management_port_leaves_no_line() throws IOException {
    try (var socket = new Socket(management.getHost(), management.getPort())) {
      var half = "POST /q/health/live HTTP/1.1\r\nHost: mesh\r\nContent-Length: 100\r\n\r\nab";
      socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
    }
    // Later connections are taken up after the end of that one was seen.
    for (var i = 0; i < 20; i++) {
      given().get(management + "health/live").then().statusCode(200);
    }
    assertThat(lines).extracting(LogRecord::getMessage).isEmpty();
  }

  private void assertOneLine(String words) {
    assertThat(lines).hasSize(1);
    var line = lines.getFirst();
    assertThat(line.getLevel().intValue()).isEqualTo(Level.INFO.intValue());
    assertThat(line.getThrown()).isNull();
    assertThat(new PatternFormatter("%s").format(line)).isEqualTo(words).doesNotContain("alice");
  }
}
