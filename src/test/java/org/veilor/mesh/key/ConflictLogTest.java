package org.veilor.mesh.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.support.MintedTexts;

/** A second mint for a subject meets the database's own refusal, which quotes the row. */
@QuarkusTest
class ConflictLogTest {
  @Inject CreateApiToken create;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          // The database under test speaks through the same log; its words are not the server's.
          if (!String.valueOf(line.getLoggerName()).contains("EmbeddedPostgres")) {
            lines.add(line.getLevel() + " " + line.getMessage() + " " + line.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Test
  void it_is_one_line_without_the_subject() {
    var subject = "quiet-" + UUID.randomUUID();
    var token =
        create
            .create(
                Actor.system("test"), "conflict-log", Set.of(Scope.KEYS_GUEST), Optional.empty())
            .text();
    MintedTexts.rememberFrom(token);
    mint(token, subject, 201);
    Logger.getLogger("").addHandler(listener);
    try {
      mint(token, subject, 409);
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith("INFO refused a request").doesNotContain(subject);
  }

  private static void mint(String token, String subject, int status) {
    var answer =
        given()
            .header("Authorization", "Bearer " + token)
            .contentType(ContentType.JSON)
            .body(Map.of("tier", "guest", "subject", subject))
            .post("/api/v1/keys")
            .then()
            .statusCode(status);
    MintedTexts.rememberFrom(answer.extract().asString());
  }
}
