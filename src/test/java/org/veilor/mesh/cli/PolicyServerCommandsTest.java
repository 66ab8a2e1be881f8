package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.publish.KeptInDatabase;

/** The commands about published policies against the server itself, over HTTP. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class PolicyServerCommandsTest {
  @TestHTTPResource URI server;
  @Inject CreateApiToken tokens;
  @Inject HeadscalePolicy headscale;
  @Inject DataSource database;
  @Inject Clock clock;

  @TempDir Path folder;
  private String token = "";
  private String shipped = "";

  @BeforeEach
  void nothingIsPublished() throws Exception {
    token =
        tokens
            .create(
                new Actor(Actor.Kind.CLI, "test", "local"),
                "t" + UUID.randomUUID(),
                Set.of(Scope.POLICY_READ, Scope.POLICY_WRITE),
                Optional.empty())
            .text();
    shipped = Files.readString(Path.of("acl/mesh.yaml"));
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("truncate policy_version, policy_file, policy_found");
    }
    headscale.setPolicy("{}");
  }

  @Test
  void whatIsImportedIsExportedByteForByte() throws IOException {
    var truth = shipped.replace("\n", "\r\n") + "# ünï, \u6F22, no line end";
    var imported = run("policy", "import", write("in.yaml", truth));
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.out()).contains("Version 1");

    var out = folder.resolve("out.yaml").toString();
    assertThat(run("policy", "export", out).code()).isZero();

    assertThat(Files.readAllBytes(Path.of(out))).isEqualTo(Files.readAllBytes(Path.of(in())));
    var again = run("policy", "export", out);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already: add --overwrite");
    assertThat(run("policy", "export", out, "--overwrite", "--number", "1").code()).isZero();
    assertThat(Files.readAllBytes(Path.of(out))).isEqualTo(Files.readAllBytes(Path.of(in())));
  }

  @Test
  void whoDoesNotSayWhatItReplacesIsToldWhatIsInForce() throws IOException {
    run("policy", "import", write("in.yaml", shipped));
    var second = write("two.yaml", withFiles());

    var refused = run("policy", "publish", second, "--reason", "files");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("Version 1 is in force").contains("add --base 1");

    var published = run("policy", "publish", second, "--reason", "files", "--base", "1");
    assertThat(published.code()).as(published.err()).isZero();
    assertThat(published.out()).contains("guest gains files.veilor:8443");
    var late = run("policy", "publish", second, "--reason", "x", "--base", "1");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err()).contains("Version 2 is in force");
  }

  @Test
  void theHistoryTellsOfEachAndARollbackIsOneMore() throws IOException {
    run("policy", "import", write("in.yaml", shipped));
    run("policy", "publish", write("2.yaml", withFiles()), "--reason", "files", "--base", "1");

    assertThat(run("policy", "history").out()).contains("superseded").contains("files");
    assertThat(run("policy", "history", "2").out())
        .contains("guest gains files.veilor:8443")
        .contains("+  - {vhost: files.veilor");
    var rolled = run("policy", "rollback", "1", "--reason", "not ready");
    assertThat(rolled.code()).as(rolled.err()).isZero();
    assertThat(rolled.out()).contains("guest loses files.veilor:8443");
    assertThat(run("policy", "history", "3").out()).contains("not ready");
    assertThat(run("policy", "rollback", "3", "--reason", "again").out())
        .contains("Version 3 was in force already: nothing has changed.");
    assertThat(run("policy", "rollback", "99", "--reason", "r").err())
        .contains("There is no version 99");
  }

  @Test
  void statusEndsWithOneWhileNothingIsProven() throws IOException {
    assertThat(run("policy", "status").code()).isEqualTo(1);
    run("policy", "import", write("in.yaml", shipped));
    assertThat(run("policy", "status").code()).isZero();
    headscale.setPolicy("{}");
    var status = run("policy", "status");
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out() + status.err())
        .contains("ALLOW-ALL")
        .contains("./mesh policy rollback 1");
  }

  @Test
  void aDiffAgainstWhatIsInForceSaysWhoGains() throws IOException {
    run("policy", "import", write("in.yaml", shipped));
    var diff = run("policy", "diff", write("2.yaml", withFiles()));
    assertThat(diff.code()).as(diff.err()).isZero();
    assertThat(diff.out()).contains("guest gains files.veilor:8443");
  }

  @Test
  void anUnsoundFileIsRefusedBeforeItIsSent() throws IOException {
    var refused = run("policy", "import", write("in.yaml", "tiers: {}\n"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("To see all of it, run: ./mesh policy check");
    assertThat(run("policy", "export").err()).contains("nothing to export");
  }

  private String withFiles() {
    return shipped.replace(
        "services:\n",
        "services:\n  - {vhost: files.veilor, on: edge, port: 8443, protocol: tcp, tiers: [guest]}\n");
  }

  private String in() {
    return folder.resolve("in.yaml").toString();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private TypedCommand run(String... words) {
    ApiSource source = () -> MeshApi.of(new ServerAddress(server, token, "/run/the-token"));
    Map<Class<?>, Object> useCases = new HashMap<>();
    useCases.put(ApiSource.class, source);
    useCases.put(Screen.class, new Screen(80, false));
    useCases.put(TimeText.class, new TimeText(clock));
    return TypedCommand.run(useCases, words);
  }
}
