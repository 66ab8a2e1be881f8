package org.veilor.mesh.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEntry;
import org.veilor.mesh.audit.AuditTrail;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.Problems;
import org.veilor.mesh.support.MintedTexts;

@QuarkusTest
class TokenAccessTest {
  private static final Actor ADMIN = new Actor(Actor.Kind.CLI, "root", "local");

  @Inject CreateApiToken create;
  @Inject RevokeApiToken revoke;
  @Inject ListApiTokens list;
  @Inject AuditTrail trail;
  @Inject EntityManager database;

  @Test
  void a_token_opens_what_its_scope_allows_and_is_the_caller() {
    NewApiToken token = token(Scope.KEYS_GUEST);
    call(token.text())
        .statusCode(200)
        .body("name", equalTo(token.token().name()))
        .body("origin", equalTo("127.0.0.1"))
        .body("guest", equalTo(true));
  }

  @Test
  void another_scope_is_403() {
    call(token(Scope.KEYS_READ).text())
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:veilor-mesh:problem:forbidden"));
  }

  @Test
  void whatever_is_wrong_with_a_token_the_answer_is_the_same() {
    NewApiToken revoked = token(Scope.KEYS_GUEST);
    revoke.revoke(ADMIN, revoked.token().id());
    NewApiToken expired = token(Scope.KEYS_GUEST);
    expire(expired.token().id());
    NewApiToken live = token(Scope.KEYS_GUEST);
    String wrongSecret = live.text().substring(0, live.text().length() - 5) + "AAAAA";
    String unknown = live.text().replace(live.token().id(), "aaaaaaaaaaaa");
    List<String> answers =
        List.of(revoked.text(), expired.text(), wrongSecret, unknown, "mesh_x", "hunter2", "")
            .stream()
            .map(text -> unauthorised(call(text)))
            .distinct()
            .toList();
    assertThat(answers).hasSize(1);
    assertThat(unauthorised(given().get("/api/test/guest").then())).isEqualTo(answers.getFirst());
    assertThat(
            unauthorised(
                given().header("Authorization", "Basic YTpi").get("/api/test/guest").then()))
        .isEqualTo(answers.getFirst());
  }

  @Test
  void last_use_is_written_at_most_once_a_minute() {
    NewApiToken token = token(Scope.KEYS_GUEST);
    assertThat(stored(token).lastUsedAt()).isEmpty();
    call(token.text()).statusCode(200);
    Optional<Instant> first = stored(token).lastUsedAt();
    assertThat(first).isPresent();
    call(token.text()).statusCode(200);
    assertThat(stored(token).lastUsedAt()).isEqualTo(first);
    sql(
        "update api_token set last_used_at = last_used_at - interval '61 seconds' where id = ?1",
        token.token().id());
    call(token.text()).statusCode(200);
    assertThat(stored(token).lastUsedAt().orElseThrow()).isAfter(first.orElseThrow());
  }

  @Test
  void making_and_revoking_stand_in_the_audit_log_without_the_secret() {
    NewApiToken token = token(Scope.KEYS_GUEST);
    revoke.revoke(ADMIN, token.token().id());
    revoke.revoke(ADMIN, token.token().id());
    var entries =
        trail
            .list(new AuditTrail.Query("", "token:" + token.token().id(), OptionalLong.empty(), 9))
            .items();
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly("token.revoke", "token.create");
    String secret = token.text().substring("mesh_".length() + 13);
    assertThat(entries.toString()).doesNotContain(secret);
    assertThat(token.toString()).doesNotContain(secret);
    assertThat(TokenText.parse(token.text()).orElseThrow().toString()).doesNotContain(secret);
    assertThat(dump()).doesNotContain(secret);
  }

  @Test
  void of_two_tokens_of_one_name_at_once_one_is_refused_as_taken() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "t" + UUID.randomUUID();
      CyclicBarrier start = new CyclicBarrier(4);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<String> attempt =
            () -> {
              start.await();
              return made(name);
            };
        var outcomes = threads.invokeAll(Collections.nCopies(4, attempt));
        List<String> all = new ArrayList<>();
        for (var outcome : outcomes) {
          all.add(outcome.get());
        }
        assertThat(all).containsExactlyInAnyOrder("made", "name-taken", "name-taken", "name-taken");
      }
    }
  }

  private String made(String name) {
    try {
      create.create(ADMIN, name, Set.of(Scope.KEYS_READ), Optional.empty());
      return "made";
    } catch (RuntimeException refused) {
      return Problems.of(refused).type().slug();
    }
  }

  @Test
  void a_name_scopes_and_a_validity_that_cannot_be_are_refused() {
    NewApiToken token = token(Scope.KEYS_GUEST);
    String taken = token.token().name();
    refused(taken, Set.of(Scope.KEYS_READ), Duration.ofDays(1), "Revoke it first");
    refused("a b", Set.of(Scope.KEYS_READ), Duration.ofDays(1), "name has 1 to 63");
    refused("x", Set.of(), Duration.ofDays(1), "at least one scope");
    refused("x", Set.of(Scope.KEYS_READ), Duration.ZERO, "more than nothing");
    refused("x", Set.of(Scope.KEYS_READ), Duration.ofDays(-1), "more than nothing");
    refused("x", Set.of(Scope.KEYS_READ), Duration.ofDays(367), "at most 366 days");
    revoke.revoke(ADMIN, token.token().id());
    assertThat(
            create.create(ADMIN, taken, Set.of(Scope.KEYS_READ), Optional.empty()).token().name())
        .isEqualTo(taken);
  }

  private void refused(String name, Set<Scope> scopes, Duration ttl, String detail) {
    assertThatThrownBy(() -> create.create(ADMIN, name, scopes, Optional.of(ttl)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(detail);
  }

  private NewApiToken token(Scope scope) {
    var created = create.create(ADMIN, "t" + UUID.randomUUID(), Set.of(scope), Optional.empty());
    MintedTexts.rememberFrom(created.text());
    return created;
  }

  private ApiToken stored(NewApiToken token) {
    return list.list().stream()
        .filter(t -> t.id().equals(token.token().id()))
        .findFirst()
        .orElseThrow();
  }

  private void expire(String id) {
    sql("update api_token set expires_at = now() - interval '1 second' where id = ?1", id);
  }

  private void sql(String sql, String id) {
    QuarkusTransaction.requiringNew()
        .run(() -> database.createNativeQuery(sql).setParameter(1, id).executeUpdate());
  }

  private String dump() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            database
                .createNativeQuery("select t::text from api_token t", String.class)
                .getResultList()
                .toString());
  }

  private static ValidatableResponse call(String token) {
    return given().header("Authorization", "Bearer " + token).get("/api/test/guest").then();
  }

  private static String unauthorised(ValidatableResponse response) {
    return response
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .extract()
        .asString();
  }
}
