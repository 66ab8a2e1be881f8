package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.LabServer;

/** What comes in wrong is refused with the field and the remedy, and nothing happens. */
@ExtendWith(LabExtension.class)
class BadInputIT {
  private LabServer server;
  private Set<String> rowsBefore;

  @BeforeEach
  void count(Lab lab) {
    server = lab.server();
    rowsBefore = rows();
  }

  @AfterEach
  void nothingHappened() {
    assertThat(rows()).isEqualTo(rowsBefore);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'tier':'root','subject':'a'}|tier|write \"guest\", \"infra\" or \"admin\"",
        "{'tier':'GUEST','subject':'a'}|tier|write \"guest\", \"infra\" or \"admin\"",
        "{'subject':'a'}|tier|is missing",
        "{'tier':null,'subject':'a'}|tier|is missing",
        "{'tier':'guest'}|subject|is missing",
        "{'tier':'guest','subject':''}|subject|is empty",
        "{'tier':'guest','subject':'   '}|subject|is empty",
        "{'tier':'guest','subject':' a'}|subject|begins or ends with a space",
        "{'tier':'guest','subject':'a\\u0000b'}|subject|U+0000",
        "{'tier':'guest','subject':'a\\nb'}|subject|U+000A",
        "{'tier':'guest','subject':'a\\u202eb'}|subject|U+202E",
        "{'tier':'guest','subject':'\\u3164'}|subject|U+3164",
        "{'tier':'guest','subject':'\\u2800'}|subject|U+2800",
        "{'tier':'guest','subject':'wei\\ufffd'}|subject|send UTF-8",
        "{'tier':'guest','subject':false}|subject|a text is asked for",
        "{'tier':'guest','subject':7}|subject|a text is asked for",
        "{'tier':'guest','subject':'a','ttl':'PT0S'}|ttl|too short",
        "{'tier':'guest','subject':'a','ttl':'-PT1H'}|ttl|too short",
        "{'tier':'guest','subject':'a','ttl':'PT25H'}|ttl|at most PT24H",
        "{'tier':'guest','subject':'a','ttl':'a day'}|ttl|ISO 8601",
        "{'tier':'guest','subject':'a','ttl':''}|ttl|ISO 8601",
      })
  void a_wrong_field_is_named_with_the_remedy(String wish, String field, String remedy) {
    var answer = server.post("/api/v1/keys", wish.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(KeyCalls.problem(answer)).isEqualTo("invalid-request");
    assertThat(KeyCalls.json(answer).path("field").asText()).isEqualTo(field);
    assertThat(KeyCalls.json(answer).path("detail").asText()).contains(remedy);
  }

  @Test
  void a_subject_of_three_hundred_characters_is_refused() {
    var answer = new KeyCalls(server).asksFor("guest", "a".repeat(300));
    assertThat(KeyCalls.problem(answer)).isEqualTo("invalid-request");
    assertThat(KeyCalls.json(answer).path("detail").asText()).contains("300", "at most 128");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tags", "reusable", "ephemeral", "user", "Tier"})
  void an_unknown_field_is_named_and_nobody_chooses_tags(String field) {
    var answer =
        server.post(
            "/api/v1/keys",
            "{\"tier\":\"guest\",\"subject\":\"a\",\"%s\":[\"tag:admin\"]}".formatted(field));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(KeyCalls.problem(answer)).isEqualTo("invalid-request");
    assertThat(KeyCalls.json(answer).path("detail").asText()).contains(field, "subject", "ttl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "not json", "[]", "\"guest\"", "null", "{\"tier\":{},\"subject\":\"a\"}"})
  void a_body_that_is_no_wish_is_refused(String body) {
    var answer = server.post("/api/v1/keys", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(KeyCalls.problem(answer)).isEqualTo("invalid-request");
  }

  @Test
  void a_body_of_two_megabytes_is_refused() {
    var answer = new KeyCalls(server).asksFor("guest", "a".repeat(2 << 20));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(KeyCalls.problem(answer)).isEqualTo("body-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void another_content_type_is_refused(String type) {
    var answer =
        send(
            "POST", "/api/v1/keys", "{\"tier\":\"guest\",\"subject\":\"a\"}", "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(KeyCalls.problem(answer)).isEqualTo("wrong-content-type");
  }

  @Test
  void a_method_that_is_not_there_is_refused() {
    var answer = send("PUT", "/api/v1/keys", "{}", "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(KeyCalls.problem(answer)).isEqualTo("method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "not-an-id", "00000000-0000-0000-0000-000000000000", "..%2F..%2Fq"})
  void an_id_of_nothing_is_not_found(String id) {
    for (var answer :
        java.util.List.of(
            server.get("/api/v1/keys/" + id),
            server.delete("/api/v1/keys/" + id),
            server.post("/api/v1/keys/" + id + "/regenerate", ""))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(KeyCalls.problem(answer)).isEqualTo("not-found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tier=root, tier",
    "state=DEAD, state",
    "cursor=first, cursor",
    "limit=0, limit",
    "limit=201, limit",
    "limit=many, limit",
  })
  void a_wrong_filter_is_named(String query, String field) {
    var answer = server.get("/api/v1/keys?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(KeyCalls.json(answer).path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "schlüssel"})
  void an_idempotency_key_is_printable_ascii(String key) {
    var encoded =
        new String(
            key.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    var answer = Idempotent.post(server, "{\"tier\":\"guest\",\"subject\":\"a\"}", encoded);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(KeyCalls.json(answer).path("field").asText()).isEqualTo("Idempotency-Key");
  }

  private HttpResponse<String> send(
      String method, String path, String body, String header, String value) {
    return server.send(
        HttpRequest.newBuilder(server.url().resolve(path))
            .header(header, value)
            .method(method, BodyPublishers.ofString(body)));
  }

  private Set<String> rows() {
    return server.database().column("select id::text from pre_auth_key");
  }
}
