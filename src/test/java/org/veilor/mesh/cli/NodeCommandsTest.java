package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.StandInMesh;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;

/** The commands about machines against the server itself, over HTTP. */
@QuarkusTest
class NodeCommandsTest {
  private static final String NOBODYS_KEY = "999999";

  @TestHTTPResource URI server;
  @Inject CreateApiToken tokens;
  @Inject StandInMesh mesh;
  @Inject Clock clock;

  private String token = "";

  @BeforeEach
  void knowsTheMesh() {
    token = token(Scope.values());
    mesh.joins("7", "phone", "100.64.0.5", List.of("tag:guest"), NOBODYS_KEY);
    mesh.joins("8", "onyx", "100.64.0.6", List.of("tag:admin"), NOBODYS_KEY);
  }

  @AfterEach
  void empties() {
    mesh.isEmptyAgain();
  }

  @Test
  void theListFitsTheScreenAndTellsOfMore() {
    mesh.joins("123456789", "n".repeat(63), "100.127.255.254", List.of("tag:guest"), NOBODYS_KEY);
    var it = run("node", "list");
    assertThat(it.code()).as(it.err()).isZero();
    assertThat(it.out().lines()).hasSize(4).allMatch(line -> Columns.of(line) <= 80);
    assertThat(it.out()).startsWith("ID ").containsPattern("7 +phone +guest +100.64.0.5 +online");
    assertThat(run("node", "list", "--limit", "1").out())
        .endsWith("1 of 3 machines. More: --limit N\n");
    assertThat(run("node", "list", "--tier", "admin").out())
        .contains("onyx")
        .doesNotContain("phone");
    assertThat(run("node", "list", "--name", "nobody").out()).isEqualTo("No machines.\n");
    assertThat(run("node", "list", "--tier", "gest").code()).isEqualTo(2);
    assertThat(run("node", "list", "-o", "json").out()).contains("n".repeat(63), "\"total\" : 3");
  }

  @Test
  void aMachineIsTakenOffByItsNameAndOnlyThatOne() {
    var it = run("node", "remove", "Phone");
    assertThat(it.code()).as(it.err()).isZero();
    assertThat(it.out())
        .isEqualTo(
            "Off the mesh: phone (node 7, guest).\nTo come back it needs a new key: ./mesh key create\n");
    assertThat(mesh.has("7")).isFalse();
    assertThat(mesh.has("8")).isTrue();
  }

  @Test
  void orByItsIdAndAUsersOwnMayComeBack() {
    mesh.joins("9", "tablet", "100.64.0.9", List.of(), NOBODYS_KEY);
    var it = run("node", "remove", "9");
    assertThat(it.out()).startsWith("Off the mesh: tablet (node 9, of no tier).").contains("again");
    assertThat(run("node", "remove", "8", "-o", "json").out()).contains("\"name\" : \"onyx\"");
  }

  @Test
  void whoIsNotThereIsNamedWithTheWayToLook() {
    var name = run("node", "remove", "fone");
    assertThat(name.code()).isEqualTo(1);
    assertThat(name.err())
        .isEqualTo(
            "No machine on the mesh is called fone. ./mesh node list shows their names and ids.\n");
    var id = run("node", "remove", "4711");
    assertThat(id.code()).isEqualTo(1);
    assertThat(id.err()).contains("has this id", "./mesh node list");
    assertThat(run("node", "remove", " ").code()).isEqualTo(2);
    assertThat(run("node", "remove").code()).isEqualTo(2);
    assertThat(run("node", "remove", "..").code()).isEqualTo(1);
  }

  @Test
  void whatMayBeTwoMachinesIsRefusedAndBothAreNamed() {
    mesh.joins("12", "7", "100.64.0.12", List.of("tag:guest"), NOBODYS_KEY);
    var it = run("node", "remove", "7");
    assertThat(it.code()).isEqualTo(2);
    assertThat(it.err()).contains("7 may be more than one machine: 12, 7.");
    assertThat(mesh.has("7")).isTrue();
    assertThat(mesh.has("12")).isTrue();
  }

  @Test
  void whoMayNotLookNeedsTheId() {
    token = token(Scope.KEYS_GUEST);
    assertThat(run("node", "remove", "phone").err()).contains("keys:read", "Write its id");
    assertThat(run("node", "remove", "8").code()).isEqualTo(1);
    assertThat(run("node", "remove", "7").code()).isZero();
    token = token(Scope.KEYS_READ);
    assertThat(run("node", "remove", "onyx").err()).contains("may not do that", "--scope");
  }

  private String token(Scope... scopes) {
    return tokens
        .create(
            new Actor(Actor.Kind.CLI, "test", "local"),
            "t" + UUID.randomUUID(),
            Set.of(scopes),
            Optional.empty())
        .text();
  }

  private TypedCommand run(String... words) {
    ApiSource source = () -> MeshApi.of(new ServerAddress(server, token, "/run/the-token"));
    Map<Class<?>, Object> useCases =
        Map.of(
            ApiSource.class, source,
            Screen.class, new Screen(80, false),
            TimeText.class, new TimeText(clock));
    return TypedCommand.run(useCases, words);
  }
}
