package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.AuditTrail;
import org.veilor.mesh.audit.VerifyAudit;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.ListApiTokens;
import org.veilor.mesh.identity.RevokeApiToken;
import org.veilor.mesh.ops.EffectiveConfig;
import org.veilor.mesh.support.TestPostgres;
import picocli.CommandLine;

@QuarkusTest
class DatabaseCommandsTest {
  @Inject CreateApiToken create;
  @Inject ListApiTokens list;
  @Inject RevokeApiToken revoke;
  @Inject AuditTrail trail;
  @Inject VerifyAudit verify;
  @Inject EffectiveConfig config;
  @Inject Clock clock;
  @Inject EntityManager database;

  private String out = "";
  private String err = "";

  @Test
  void aTokenIsMadeListedAndRevokedAndTheTrailSaysSo() {
    String name = "t" + UUID.randomUUID();
    assertThat(
            run(
                new TokenCreateCommand(create),
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

    assertThat(run(new TokenListCommand(list, clock))).isZero();
    assertThat(out)
        .containsPattern(id + " +" + name + " +live +keys:guest,keys:read")
        .doesNotContain(text);
    assertThat(run(new TokenRevokeCommand(revoke), id)).isZero();
    assertThat(run(new TokenListCommand(list, clock), "-o", "json")).isZero();
    assertThat(out).contains("\"id\" : \"" + id + "\"").doesNotContain(text);

    assertThat(run(new AuditListCommand(trail), "--target", "token:" + id)).isZero();
    assertThat(out).contains("token.create", "token.revoke", "cli:").doesNotContain(text);
    assertThat(run(new AuditVerifyCommand(verify), "-o", "json")).isZero();
    String head = out.replaceAll("(?s).*\"head\" : \"([^\"]+)\".*", "$1");
    assertThat(run(new AuditVerifyCommand(verify), "--expect", head)).isZero();
    assertThat(run(new AuditVerifyCommand(verify), "--expect", "1:" + "0".repeat(64))).isEqualTo(1);
    assertThat(out).contains("NOT intact. First bad entry: 1,");
  }

  @Test
  void whatIsWrongOnTheCommandLineEndsWith2AndSaysWhat() {
    assertThat(run(new TokenCreateCommand(create), "--name", "x", "--scope", "keys:all"))
        .isEqualTo(2);
    assertThat(err).contains("'keys:all' is no scope; there are keys:read, keys:guest");
    assertThat(
            run(
                new TokenCreateCommand(create),
                "--name",
                "x",
                "--scope",
                "keys:read",
                "--ttl",
                "x"))
        .isEqualTo(2);
    assertThat(err).contains("write 90d, 12h");
    assertThat(run(new AuditVerifyCommand(verify), "--expect", "7")).isEqualTo(2);
  }

  @Test
  void anUnknownTokenEndsWith1AndAStoppedDatabaseWith3() {
    assertThat(run(new TokenRevokeCommand(revoke), "nosuchtoken1")).isEqualTo(1);
    assertThat(err)
        .isEqualTo(
            "There is no token with this id: \"./mesh token list\" shows the ids."
                + System.lineSeparator());
    TestPostgres.running().stop();
    try {
      assertThat(run(new TokenListCommand(list, clock))).isEqualTo(3);
      assertThat(err).contains("The database cannot be used right now");
      assertThat(run(new ConfigPrintCommand(config))).isZero();
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
    assertThat(run(new AuditVerifyCommand(verify))).isEqualTo(4);
    assertThat(out).contains("NOT intact: it has lost its head").doesNotContain("is intact");
    assertThat(run(new AuditVerifyCommand(verify), "-o", "json")).isEqualTo(4);
    assertThat(out).contains("\"intact\" : false", "\"lost\" : \"HEAD_ROW\"");
  }

  @Test
  void theConfigurationIsPrintedWithSources() {
    assertThat(run(new ConfigPrintCommand(config))).isZero();
    assertThat(out)
        .containsPattern("mesh.ops.http-port +8085 +default")
        .containsPattern("mesh.ops.database.password +\\(secret\\) +\\S+");
  }

  private int run(Object command, String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(command)
            .setExecutionExceptionHandler(new CommandFailure())
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    out = output.toString();
    err = errors.toString();
    return code;
  }
}
