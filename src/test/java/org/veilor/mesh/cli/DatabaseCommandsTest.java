package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.AuditTrail;
import org.veilor.mesh.audit.VerifyAudit;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.config.EffectiveConfig;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.ListApiTokens;
import org.veilor.mesh.identity.RevokeApiToken;
import org.veilor.mesh.support.TestPostgres;

@QuarkusTest
class DatabaseCommandsTest {
  @Inject CreateApiToken create;
  @Inject ListApiTokens list;
  @Inject RevokeApiToken revoke;
  @Inject AuditTrail trail;
  @Inject VerifyAudit verify;
  @Inject HeadscaleOfRecord headscales;
  @Inject EffectiveConfig config;
  @Inject Clock clock;
  @Inject EntityManager database;

  private Screen screen = new Screen(160, true);

  private String out = "";
  private String err = "";

  @Test
  void aTokenIsMadeListedAndRevokedAndTheTrailSaysSo() {
    String name = "t" + UUID.randomUUID();
    assertThat(
            run(
                "token",
                "create",
                "--name",
                name,
                "--scope",
                "keys:guest,keys:read",
                "--ttl",
                "90d"))
        .isZero();
    String text = out.lines().findFirst().orElseThrow();
    assertThat(text).matches("mesh_[a-z2-7]{12}_[A-Za-z0-9_-]{43}");
    String id = text.substring(5, 17);

    assertThat(run("token", "list")).isZero();
    assertThat(out)
        .containsPattern(id + " +" + name + " +live +keys:guest,keys:read")
        .doesNotContain(text);
    assertThat(run("token", "revoke", id)).isZero();
    assertThat(run("token", "list", "-o", "json")).isZero();
    assertThat(out).contains("\"id\" : \"" + id + "\"").doesNotContain(text);

    assertThat(run("audit", "list", "--target", "token:" + id)).isZero();
    assertThat(out).contains("token.create", "token.revoke", "cli:").doesNotContain(text);
    assertThat(run("audit", "verify", "-o", "json")).isZero();
    String head = out.replaceAll("(?s).*\"head\" : \"([^\"]+)\".*", "$1");
    assertThat(run("audit", "verify", "--expect", head)).isZero();
    assertThat(run("audit", "verify", "--expect", "1:" + "0".repeat(64))).isEqualTo(1);
    assertThat(out).contains("NOT intact. First bad entry: 1,");
  }

  @Test
  void tablesKeepToTheWidthOfAPipe() {
    screen = new Screen(80, false);
    run("token", "create", "--name", "t" + UUID.randomUUID(), "--scope", "keys:guest,keys:read");
    assertThat(out.lines().mapToInt(Columns::of).max().orElseThrow()).isLessThanOrEqualTo(80);
    for (var words : new String[][] {{"token", "list"}, {"audit", "list"}, {"audit", "verify"}}) {
      assertThat(run(words)).isZero();
      assertThat(out.lines().mapToInt(Columns::of).max().orElseThrow())
          .as(String.join(" ", words))
          .isLessThanOrEqualTo(80);
    }
    assertThat(run("token", "list")).isZero();
    assertThat(out).contains("\u2026").containsPattern("T\\d\\d:\\d\\d:\\d\\dZ  never");
  }

  @Test
  void aNewTokenAloneIsForASubstitution() {
    var name = "t" + UUID.randomUUID();
    assertThat(run("token", "create", "--name", name, "--scope", "keys:read", "-o", "text"))
        .isZero();
    assertThat(out).matches("mesh_\\S+\\R");
    assertThat(run("token", "list", "-o", "text")).isEqualTo(2);
    assertThat(err).contains("table and json");
  }

  @Test
  void theTrailHasObjectsAndItsLimitIsChecked() throws IOException {
    run("token", "create", "--name", "t" + UUID.randomUUID(), "--scope", "keys:read");
    assertThat(run("audit", "list", "--limit", "1", "-o", "json")).isZero();
    var entry = new ObjectMapper().readTree(out).path("items").path(0);
    assertThat(entry.path("before").isObject()).isTrue();
    assertThat(entry.path("after").path("scopes").asText()).isEqualTo("keys:read");
    for (var limit : new String[] {"-1", "0", "1001", "x"}) {
      assertThat(run("audit", "list", "--limit", limit)).as(limit).isEqualTo(2);
    }
  }

  @Test
  void aRefusalIsJsonIfThatWasAskedFor() throws IOException {
    assertThat(run("token", "revoke", "nosuchtoken1", "-o", "json")).isEqualTo(1);
    assertThat(out).isEmpty();
    assertThat(new ObjectMapper().readTree(err).path("type").asText())
        .isEqualTo("urn:veilor-mesh:problem:not-found");
  }

  @Test
  void whatIsWrongOnTheCommandLineEndsWith2AndSaysWhat() {
    assertThat(run("token", "create", "--name", "x", "--scope", "keys:all")).isEqualTo(2);
    assertThat(err).contains("'keys:all' is no scope; there are keys:read, keys:guest");
    assertThat(run("token", "create", "--name", "x", "--scope", "keys:read", "--ttl", "x"))
        .isEqualTo(2);
    assertThat(err).contains("write 90d, 12h");
    assertThat(run("audit", "verify", "--expect", "7")).isEqualTo(2);
  }

  @Test
  void anUnknownTokenEndsWith1AndAStoppedDatabaseWith3() {
    assertThat(run("token", "revoke", "nosuchtoken1")).isEqualTo(1);
    assertThat(err)
        .isEqualTo(
            "There is no token with this id: \"./mesh token list\" shows the ids."
                + System.lineSeparator());
    TestPostgres.running().stop();
    try {
      assertThat(run("token", "list")).isEqualTo(3);
      assertThat(err).contains("The database cannot be reached");
      assertThat(run("config", "print")).isZero();
    } finally {
      TestPostgres.running();
    }
  }

  @Test
  @TestTransaction
  void aLostHeadOfTheAuditLogEndsWith4AndIsNamed() {
    for (String sql :
        List.of("alter table audit_head disable trigger user", "delete from audit_head")) {
      database.createNativeQuery(sql).executeUpdate();
    }
    assertThat(run("audit", "verify")).isEqualTo(4);
    assertThat(out).contains("NOT intact: it has lost its head").doesNotContain("is intact");
    assertThat(run("audit", "verify", "-o", "json")).isEqualTo(4);
    assertThat(out).contains("\"intact\" : false", "\"lost\" : \"HEAD_ROW\"");
  }

  @Test
  void whichHeadscaleTheBooksAreHeldAgainstIsShownAndAdopted() {
    var standIn = "mkey:" + "5".repeat(64);
    assertThat(run("headscale", "adopt", "mkey:" + "6".repeat(64))).isEqualTo(1);
    assertThat(err).contains("nothing was changed");
    assertThat(run("headscale", "adopt", standIn)).isZero();
    assertThat(run("headscale", "show")).isZero();
    assertThat(out)
        .containsPattern("of record +" + standIn)
        .containsPattern("answering +" + standIn);
    assertThat(run("headscale", "show", "-o", "json")).isZero();
    assertThat(out).contains("\"agree\" : true");
  }

  @Test
  void theConfigurationIsPrintedWithSources() {
    assertThat(run("config", "print")).isZero();
    assertThat(out)
        .containsPattern("mesh.ops.http-port +default +8085")
        .containsPattern("mesh.ops.database.password +\\S+.* +\\(secret\\)");
  }

  private int run(String... words) {
    Map<Class<?>, Object> useCases =
        Map.of(
            CreateApiToken.class, create,
            ListApiTokens.class, list,
            RevokeApiToken.class, revoke,
            AuditTrail.class, trail,
            VerifyAudit.class, verify,
            HeadscaleOfRecord.class, headscales,
            EffectiveConfig.class, config,
            Clock.class, clock,
            Screen.class, screen,
            TimeText.class, new TimeText(clock));
    var ended = TypedCommand.run(useCases, words);
    out = ended.out();
    err = ended.err();
    return ended.code();
  }
}
