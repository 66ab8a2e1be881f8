package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;

/** The commands about keys against the server itself, over HTTP. */
@QuarkusTest
class KeyCommandsTest {
  private static final Screen PIPE = new Screen(80, false);
  private static final Screen TERMINAL = new Screen(120, true);

  @TestHTTPResource URI server;
  @Inject CreateApiToken tokens;
  @Inject Clock clock;

  private final String subject = "s-" + UUID.randomUUID();
  private String token = "";
  private Screen screen = PIPE;

  @BeforeEach
  void aToken() {
    token = token(Scope.values());
  }

  @Test
  void aNewKeyStandsBelowItsQrCodeAndBothFitTheTerminal() {
    screen = TERMINAL;
    var made = mint();

    assertThat(made.code()).isZero();
    assertThat(made.out().lines().findFirst().orElseThrow()).startsWith("\u001B[");
    assertThat(made.out())
        .containsPattern("(?m)^key      \\S+$")
        .contains("for      " + subject + ", joins as tag:guest")
        .containsPattern("until    \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ \\(in 23 h\\)")
        .containsPattern("(?m)^join     sudo tailscale up .*--auth-key=\\S+$")
        .containsPattern("(?m)^  ./mesh key regenerate [0-9a-f-]{36}$");
    assertThat(rows(made.out(), 120)).isLessThanOrEqualTo(39);
  }

  @Test
  void aPipeGetsNoCodesAndNoQrCodeIfNotWanted() {
    assertThat(mint().out()).contains("\u2588").doesNotContain("\u001B");
    var made = run("key", "regenerate", subject, "--no-qr");
    assertThat(made.out()).startsWith("key ").doesNotContain("\u2588");
    assertThat(made.out().lines().filter(line -> !line.startsWith("join")))
        .allMatch(line -> Columns.of(line) <= 100);
  }

  @Test
  void aTerminalTooNarrowForTheQrCodeIsToldSo() {
    screen = new Screen(40, true);
    assertThat(mint().out()).contains("this terminal has 40").doesNotContain("\u2588");
  }

  @Test
  void outputTextIsTheKeyAlone() {
    var made =
        run("key", "create", "--tier", "guest", "--subject", subject, "-o", "text", "--ttl", "24h");
    assertThat(made.out()).matches("[A-Za-z0-9_-]+\\R");
    assertThat(made.err()).isEmpty();
  }

  @Test
  void whatThePersonTypesNextIsACommandAndAProgramGetsTheProblem() throws IOException {
    mint();
    var again = mint();
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.out()).isEmpty();
    assertThat(again.err())
        .containsPattern("already has a live guest key.*: ./mesh key regenerate [0-9a-f-]{36}\\R$")
        .doesNotContain("POST", "/api/");

    var json = run("key", "create", "--tier", "guest", "--subject", subject, "-o", "json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.out()).isEmpty();
    var problem = new ObjectMapper().readTree(json.err());
    assertThat(problem.path("type").asText()).isEqualTo("urn:veilor-mesh:problem:live-key-exists");
    assertThat(problem.path("keyId").asText()).matches("[0-9a-f-]{36}");
  }

  @Test
  void aKeyIsNamedBySubjectByTheListsShortIdOrByTheWholeOne() throws IOException {
    mint();
    var shown = run("key", "show", subject, "-o", "json");
    var id = new ObjectMapper().readTree(shown.out()).path("id").asText();
    var listed = run("key", "list", "--subject", subject);
    var shortId = listed.out().lines().filter(l -> l.contains("LIVE")).findFirst().orElseThrow();

    assertThat(id).endsWith(shortId.substring(0, 8));
    assertThat(run("key", "show", shortId.substring(0, 8)).out()).contains("id       " + id);
    assertThat(run("key", "show", id.substring(0, 30)).out()).contains("id       " + id);
    assertThat(run("key", "show", id).out())
        .contains("state    LIVE", "for      " + subject)
        .containsPattern("made     \\S{20} \\(\\d+ s ago\\)");
    assertThat(run("key", "revoke", subject).out()).contains("state    REVOKED");
    assertThat(run("key", "show", subject).out()).containsPattern("ended    \\S{20} \\(");
  }

  @Test
  void aNameForMoreThanOneOrForNoKeyIsRefused() {
    mint();
    run("key", "regenerate", subject);
    var time = run("key", "show", subject).out().replaceAll("(?s).*id       (\\S{8}).*", "$1");
    var many = run("key", "show", time.substring(0, 4));
    assertThat(many.code()).isEqualTo(2);
    assertThat(many.err()).contains("is more than one key");
    var none = run("key", "revoke", "nobody-" + subject);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("./mesh key list").hasLineCount(1);
    assertThat(run("key", "show", UUID.randomUUID().toString()).err())
        .isEqualToIgnoringNewLines("There is no such key. ./mesh key list shows those there are.");
  }

  @Test
  void ofTwoTiersWithOneNameNoneIsGuessed() {
    mint();
    assertThat(run("key", "create", "--tier", "admin", "--subject", subject, "-o", "text").code())
        .isZero();
    var revoked = run("key", "revoke", subject);
    assertThat(revoked.code()).isEqualTo(2);
    assertThat(revoked.err()).contains("is more than one key");
    assertThat(run("key", "list", "--subject", subject, "--state", "LIVE").out().lines())
        .filteredOn(line -> line.contains("LIVE"))
        .hasSize(2);
  }

  @Test
  void tablesKeepToTheWidth() {
    var long1 = subject + "\u5bae".repeat(60);
    run("key", "create", "--tier", "guest", "--subject", long1, "-o", "text");
    var listed = run("key", "list", "--limit", "20");
    assertThat(listed.code()).isZero();
    assertThat(listed.out()).contains("ID ", "LEFT", "in 23 h", "\u2026");
    assertThat(listed.widest()).isLessThanOrEqualTo(80);
    screen = TERMINAL;
    assertThat(run("key", "list", "--limit", "20").widest()).isBetween(81, 120);
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeItIsSent() {
    for (var words :
        new String[][] {
          {"key", "revoke", ""},
          {"key", "create", "--tier", "guest", "--subject", "wei\uFFFD"},
          {"key", "create", "--tier", "guest", "--subject", ""},
          {"key", "show", "wei\uFFFD"}
        }) {
      var refused = run(words);
      assertThat(refused.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(refused.err()).containsPattern("it is empty|U\\+FFFD").hasLineCount(2);
    }
    var ttl = run("key", "create", "--tier", "guest", "--subject", subject, "--ttl", "24");
    assertThat(ttl.code()).isEqualTo(2);
    assertThat(ttl.err()).contains("write 24h");
    var tier = run("key", "create", "--tier", "king", "--subject", subject);
    assertThat(tier.code()).isEqualTo(2);
    assertThat(tier.err()).contains("\"guest\"");
  }

  @Test
  void aTerminalAndAPipeAreToldTheSame() {
    for (var shown : new Screen[] {PIPE, TERMINAL}) {
      screen = shown;
      mint();
      for (var words :
          new String[][] {
            {"key", "show", subject},
            {"key", "list", "--subject", subject},
            {"key", "revoke", subject},
            {"key", "show", subject, "-o", "json"}
          }) {
        var told = run(words);
        assertThat(told.code()).as(String.join(" ", words)).isZero();
        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains(subject.substring(0, 10)).doesNotContain("\u001B");
        assertThat(told.widest()).isLessThanOrEqualTo(shown.width());
      }
    }
  }

  @Test
  void whoMayNotLookWritesTheWholeId() {
    token = token(Scope.KEYS_GUEST);
    var id = mint().out().replaceAll("(?s).*\nid       (\\S+).*", "$1");
    var refused = run("key", "revoke", subject);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("keys:read", "whole id").hasLineCount(1);
    assertThat(run("key", "revoke", id).out()).contains("state    REVOKED");
  }

  @Test
  void aTokenThatIsNotTakenIsNamedByItsFile() {
    token = "mesh_wrong";
    var refused = mint();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("/run/the-token", "MESH_TOKEN_FILE")
        .doesNotContain("Authorization", "Bearer", "mesh_wrong");
    token = token(Scope.KEYS_READ);
    assertThat(mint().err()).contains("/run/the-token", "may not do that", "token create");
  }

  private TypedCommand mint() {
    return run("key", "create", "--tier", "guest", "--subject", subject);
  }

  private TypedCommand run(String... words) {
    ApiSource source = () -> MeshApi.of(new ServerAddress(server, token, "/run/the-token"));
    Map<Class<?>, Object> useCases = new HashMap<>();
    useCases.put(ApiSource.class, source);
    useCases.put(Screen.class, screen);
    useCases.put(TimeText.class, new TimeText(clock));
    return TypedCommand.run(useCases, words);
  }

  private String token(Scope... scopes) {
    return tokens
        .create(
            new Actor(Actor.Kind.CLI, "test", "local"),
            "t" + UUID.randomUUID(),
            Set.of(scopes),
            Optional.of(Duration.ofHours(1)))
        .text();
  }

  /** How many rows of a terminal a text takes, which wraps what is too long. */
  private static int rows(String text, int width) {
    return text.replaceAll("\u001B\\[[0-9;]*m", "")
        .lines()
        .mapToInt(line -> Math.max(1, (Columns.of(line) + width - 1) / width))
        .sum();
  }
}
