package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.policy.PolicyConfig;

/** The policy's file, as an admin treats it; nothing of it is published half. */
@QuarkusTest
@TestProfile(KeptInFile.class)
class FileSourceTest {
  private static final String OWN = "{\"acls\": [], \"tagOwners\": {\"tag:infra\": []}}";

  private static final String WITH_BOTH_DIFFS =
      "select count(*) from audit_entry where action = 'policy.publish'"
          + " and after like '%guest gains files.veilor:8443%'"
          + " and after like '%+  - {vhost: files.veilor%'";

  @Inject FileSource file;
  @Inject ActedFile acted;
  @Inject OnePublisher publisher;
  @Inject VersionQueries queries;
  @Inject HeadscalePolicy headscale;
  @Inject PolicyConfig config;
  @Inject Clock clock;
  @Inject DataSource database;
  @Inject CreateApiToken create;

  private PolicyCalls calls;

  @BeforeEach
  void theShippedOneIsInForce() throws Exception {
    calls = new PolicyCalls(create, Scope.POLICY_READ, Scope.POLICY_WRITE);
    writes(PolicyCalls.SHIPPED);
    headscale.setPolicy("{}");
    forgets();
    looks();
  }

  @Test
  void the_first_one_is_published_unasked() {
    var first = queries.inForce().orElseThrow();
    assertThat(first.author().name()).isEqualTo("policy-file");
    assertThat(first.reason()).isEqualTo("the first policy");
    assertThat(first.truth()).asString().isEqualTo(PolicyCalls.SHIPPED);
    assertThat(live()).isEqualTo(first.policy());
  }

  @Test
  void a_change_is_noticed_and_published_once() throws Exception {
    long before = inForce();
    long lines = count(WITH_BOTH_DIFFS);
    writes(PolicyCalls.with("files", 8443));

    assertThat(file.look()).as("somebody may still be writing").isFalse();
    assertThat(file.look()).isTrue();
    assertThat(file.look()).isFalse();

    assertThat(inForce()).isEqualTo(before + 1);
    assertThat(live()).contains("tag:edge:8443");
    assertThat(queries.inForce().orElseThrow().reason()).endsWith("mesh.yaml has changed");
    assertThat(count(WITH_BOTH_DIFFS)).as("lines of the audit log").isEqualTo(lines + 1);
  }

  @Test
  void what_is_half_written_is_left_alone() throws IOException {
    long before = inForce();
    var whole = PolicyCalls.with("files", 8443);
    for (int part = 1; part <= 5; part++) {
      writes(whole.substring(0, whole.length() * part / 5));
      assertThat(file.look()).isFalse();
      assertThat(file.alarm()).isEmpty();
    }
    assertThat(file.look()).isTrue();
    assertThat(inForce()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tiers: [", "zones: {}", "\uFFFF"})
  void what_is_unsound_is_an_alarm_and_asked_no_more(String text) throws Exception {
    long before = inForce();
    long lines = lines("policy.publish", "policy-refused");
    writes(text);

    looks();

    assertThat(inForce()).isEqualTo(before);
    assertThat(file.alarm()).get().asString().contains("is refused, and what was in force stays");
    assertThat(lines("policy.publish", "policy-refused")).isEqualTo(lines + 1);
    calls.get("").statusCode(200).body("fileAlarm", containsString("./mesh policy check"));

    var afterRestart = source(config);
    assertThat(afterRestart.look()).isFalse();
    assertThat(afterRestart.alarm()).isEqualTo(file.alarm());

    writes(PolicyCalls.SHIPPED + "# mended\n");
    looks();
    assertThat(file.alarm()).isEmpty();
    assertThat(inForce()).isEqualTo(before + 1);
  }

  @Test
  void a_rollback_is_not_undone_by_the_file() throws IOException {
    long old = inForce();
    writes(PolicyCalls.with("files", 8443));
    looks();

    calls.post("/rollback", Map.of("version", old, "reason", "a mistake")).statusCode(200);

    assertThat(file.look()).isFalse();
    assertThat(file.alarm()).get().asString().contains("says something else than the version");
    var afterRestart = source(config);
    for (int look = 0; look < 3; look++) {
      assertThat(afterRestart.look()).as("after a restart").isFalse();
    }
    assertThat(live()).doesNotContain("8443");
    writes(PolicyCalls.with("files", 8444));
    looks();
    assertThat(live()).contains("tag:edge:8444");
  }

  @Test
  void a_policy_that_somebody_made_by_hand_is_not_replaced_unasked() throws Exception {
    headscale.setPolicy(OWN);
    forgets();

    looks();

    assertThat(queries.inForce()).isEmpty();
    assertThat(live()).isEqualTo(OWN);
    calls
        .get("")
        .body("standing", equalTo("nothing-published"))
        .body("proven", equalTo(false))
        .body("sentence", containsString("Headscale has a policy already"));

    calls.post("/publish", Map.of("reason", "ours from now on")).statusCode(200);
    assertThat(live()).isEqualTo(queries.inForce().orElseThrow().policy());
    assertThat(file.alarm()).isEmpty();
    assertThat(count("select count(*) from policy_found where policy = '" + OWN + "'"))
        .as("what was replaced is on record")
        .isEqualTo(1);
  }

  @Test
  void one_of_the_same_meaning_is_taken_over() throws Exception {
    headscale.setPolicy("// by the predecessor\n" + live());
    forgets();
    looks();
    assertThat(live()).isEqualTo(queries.inForce().orElseThrow().policy());
  }

  @Test
  void back_and_forth_is_followed() throws IOException {
    var other = PolicyCalls.with("files", 8443);
    for (var text : List.of(other, PolicyCalls.SHIPPED, other)) {
      writes(text);
      looks();
      assertThat(queries.inForce().orElseThrow().truth()).asString().isEqualTo(text);
      assertThat(file.alarm()).isEmpty();
    }
  }

  @Test
  void two_servers_with_two_files_do_not_publish_against_each_other(@TempDir Path folder)
      throws IOException {
    var theirs = Files.writeString(folder.resolve("b.yaml"), PolicyCalls.with("b", 8444));
    var second = source(with("file", theirs));
    writes(PolicyCalls.with("a", 8443));
    for (int look = 0; look < 10; look++) {
      file.look();
      second.look();
    }
    long settled = inForce();
    for (int look = 0; look < 10; look++) {
      assertThat(file.look()).isFalse();
      assertThat(second.look()).isFalse();
    }
    assertThat(inForce()).isEqualTo(settled);
    assertThat(Stream.of(file.alarm(), second.alarm()).flatMap(Optional::stream))
        .singleElement()
        .asString()
        .contains("another server has published");
  }

  @Test
  void what_is_no_file_is_said_so(@TempDir Path folder) throws Exception {
    assertThat(source(with("file", folder)).look()).isFalse();
    var pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    var odd = source(with("file", pipe));
    assertThat(odd.look()).isFalse();
    assertThat(odd.alarm()).get().asString().contains("is no file");
  }

  @Test
  void a_file_that_is_gone_changes_nothing() throws IOException {
    long before = inForce();
    Files.delete(config.file());
    looks();
    assertThat(inForce()).isEqualTo(before);
    assertThat(file.alarm()).get().asString().contains("mesh.yaml is not there");
    calls.post("/rollback", Map.of("version", before, "reason", "all the same")).statusCode(200);
  }

  @Test
  void if_only_an_alarm_is_wished_a_person_publishes() throws IOException {
    long before = inForce();
    var alarming = source(with("onFileChange", PolicyConfig.FileChange.ALARM));
    writes(PolicyCalls.with("files", 8443));
    alarming.look();
    assertThat(alarming.look()).isFalse();
    assertThat(alarming.look()).isFalse();
    assertThat(alarming.alarm()).get().asString().contains("has changed and is not in force");
    assertThat(inForce()).isEqualTo(before);

    calls.post("/publish", Map.of("reason", "looked at")).statusCode(200);
    assertThat(alarming.look()).isFalse();
    assertThat(alarming.alarm()).isEmpty();
    assertThat(inForce()).isEqualTo(before + 1);
  }

  private FileSource source(PolicyConfig config) {
    return new FileSource(
        config,
        new TruthOnDisk(config, clock),
        acted,
        queries,
        publisher,
        new HeadscalesOwn(headscale),
        clock);
  }

  private PolicyConfig with(String name, Object value) {
    return (PolicyConfig)
        Proxy.newProxyInstance(
            PolicyConfig.class.getClassLoader(),
            new Class<?>[] {PolicyConfig.class},
            (_, method, args) ->
                method.getName().equals(name) ? value : method.invoke(config, args));
  }

  private void writes(String text) throws IOException {
    Files.writeString(config.file(), text);
  }

  /** Often enough for anything to happen that will. */
  private void looks() {
    for (int look = 0; look < 3; look++) {
      file.look();
    }
  }

  private long inForce() {
    return queries.inForce().orElseThrow().number();
  }

  private String live() {
    return headscale.policy().orElseThrow().hujson();
  }

  private void forgets() throws Exception {
    new PolicyRows(database).forget();
  }

  private long lines(String action, String result) throws Exception {
    return count(
        "select count(*) from audit_entry where action = '%s' and result = '%s'"
            .formatted(action, result));
  }

  private long count(String query) throws Exception {
    return new PolicyRows(database).count(query);
  }
}
