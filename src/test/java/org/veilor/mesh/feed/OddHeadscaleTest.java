package org.veilor.mesh.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.gate.GateServer;
import org.veilor.mesh.gate.GateVhost;
import org.veilor.mesh.headscale.FakeHeadscale;
import org.veilor.mesh.key.KeyOwners;
import org.veilor.mesh.node.NodesChanged;
import org.veilor.mesh.publish.KeptInDatabase;
import org.veilor.mesh.publish.TruthInForce;
import org.veilor.mesh.tier.Tier;

/** Item 39 of the checklist: whatever Headscale answers, nobody gets what they had not. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class OddHeadscaleTest {
  private static final String GUEST = "100.64.0.5";
  private static final String ADMIN = "100.64.0.7";
  private static final String SOUND =
      FakeHeadscale.nodeList(new TreeMap<>(Map.of(GUEST, "tag:guest", ADMIN, "tag:admin")));

  @RegisterExtension final FakeHeadscale headscale = new FakeHeadscale();

  @Inject Gate gate;
  @Inject GateServer server;
  @Inject HeadscaleOfRecord books;
  @Inject KeyOwners owners;
  @Inject TruthInForce truth;
  @Inject Clock clock;

  private GateFeed feed;

  @BeforeEach
  void knows_nothing_yet() {
    gate.forget();
    var table =
        new TableInForce(truth) {
          @Override
          Optional<Table> read() {
            var x = new GateVhost("x.veilor", Set.of(Tier.ADMIN, Tier.GUEST), false, Set.of());
            return Optional.of(new Table(1, List.of(x), List.of()));
          }
        };
    feed = new GateFeed(new NodesNow(books, headscale.nodes(), owners), table, gate, clock);
  }

  @AfterEach
  void forgets() {
    gate.forget();
  }

  @Test
  void sound() {
    headscale.answers(FakeHeadscale.json(200, SOUND));
    assertThat(feed.refresh()).isTrue();
    assertThat(feed.trouble()).isEmpty();
    asks(GUEST, 200);
    asks("100.64.0.6", 403);
  }

  @Test
  void down_at_the_start() {
    headscale.stop();
    assertThat(feed.refresh()).isFalse();
    assertThat(feed.trouble()).hasValueSatisfying(it -> assertThat(it).contains("Headscale"));
    asks(ADMIN, 503);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void odd_at_the_start(String name, ResponseDefinitionBuilder answer) {
    headscale.answers(answer);
    assertThat(feed.refresh()).isFalse();
    asks(ADMIN, 503);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void odd_later_leaves_what_is_known_and_that_grows_old(
      String name, ResponseDefinitionBuilder answer) {
    headscale.answers(FakeHeadscale.json(200, SOUND));
    feed.refresh();
    var readAt = gate.snapshot().orElseThrow().readAt();

    headscale.answers(answer);
    assertThat(feed.refresh()).isFalse();
    assertThat(feed.trouble()).isPresent();
    assertThat(gate.snapshot().orElseThrow().readAt()).isEqualTo(readAt);
    asks(GUEST, 200);
    asks("100.64.0.6", 403);
  }

  @Test
  void an_address_that_is_none_is_nobodys() {
    headscale.answers(FakeHeadscale.json(200, edited(GUEST, "phone")));
    assertThat(feed.refresh()).isTrue();
    asks(GUEST, 403);
    asks("phone", 403);
    asks(ADMIN, 200);
  }

  @Test
  void who_was_taken_off_by_us_is_refused_before_that_is_told() {
    headscale.answers(FakeHeadscale.json(200, SOUND));
    feed.refresh();
    headscale.answers(FakeHeadscale.json(200, FakeHeadscale.nodeList(Map.of(ADMIN, "tag:admin"))));
    asks(GUEST, 200);
    feed.removed(new NodesChanged());
    asks(GUEST, 403);
    asks(ADMIN, 200);
  }

  @Test
  void who_was_taken_off_while_headscale_is_away_goes_with_the_next_reading() {
    headscale.answers(FakeHeadscale.json(200, SOUND));
    feed.refresh();
    headscale.answers(FakeHeadscale.json(500, "{\"code\":13,\"message\":\"locked\"}"));
    feed.removed(new NodesChanged());
    assertThat(feed.trouble()).isPresent();
    headscale.answers(FakeHeadscale.json(200, FakeHeadscale.nodeList(Map.of(ADMIN, "tag:admin"))));
    feed.refresh();
    asks(GUEST, 403);
  }

  @Test
  void an_empty_list_is_a_mesh_without_machines() {
    headscale.answers(FakeHeadscale.json(200, SOUND));
    feed.refresh();
    headscale.answers(FakeHeadscale.json(200, "{\"nodes\":[]}"));
    assertThat(feed.refresh()).isTrue();
    asks(GUEST, 403);
    asks(ADMIN, 403);
  }

  static Stream<Arguments> odd() {
    return Stream.of(
        Arguments.of("slow", FakeHeadscale.json(200, SOUND).withFixedDelay(4_000)),
        Arguments.of("500", FakeHeadscale.json(500, "{\"code\":13,\"message\":\"locked\"}")),
        Arguments.of("cut off", FakeHeadscale.json(200, SOUND.substring(0, SOUND.length() - 9))),
        Arguments.of("no list", FakeHeadscale.json(200, "{}")),
        Arguments.of("tags null", FakeHeadscale.json(200, edited("[\"tag:guest\"]", "null"))),
        Arguments.of("huge", FakeHeadscale.json(200, " ".repeat(200_000) + SOUND)),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
  }

  private static String edited(String part, String instead) {
    assertThat(SOUND).contains(part);
    return SOUND.replace(part, instead);
  }

  private void asks(String source, int answer) {
    given()
        .port(server.port())
        .header("X-Forwarded-For", source)
        .header("X-Forwarded-Host", "x.veilor")
        .get("/authz/traefik")
        .then()
        .statusCode(answer);
  }
}
