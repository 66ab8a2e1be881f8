package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.veilor.mesh.lab.CallHolder;
import org.veilor.mesh.lab.CallHolder.Side;
import org.veilor.mesh.lab.HeldCommits;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.lab.Shown;

/**
 * The server or Headscale dies at each step of a publish, as by {@code kill -9}; two servers
 * publish at once. Afterwards what Headscale has is what is on record as in force.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishCrashIT {
  private static final String POLICY = "/api/v1/policy";
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(25);

  /** The moments at which a server may die with the work half done, and what the books say then. */
  enum Moment {
    CHECKED("POST", POLICY + "/check", Side.ANSWER_READY, "IN_FORCE"),
    RECORDED("PUT", POLICY, Side.GOING_IN, "PENDING"),
    WRITTEN("PUT", POLICY, Side.ANSWER_READY, "PENDING"),
    COMMITTED("PUT", POLICY, Side.ANSWER_READY, "IN_FORCE");

    private final String method;
    private final String path;
    private final Side side;
    private final String left;

    Moment(String method, String path, Side side, String left) {
      this.method = method;
      this.path = path;
      this.side = side;
      this.left = left;
    }

    boolean isWritten() {
      return this == WRITTEN || this == COMMITTED;
    }
  }

  private Lab lab;
  private CallHolder holder;
  private PublishCalls calls;
  private int port = 9200;

  @BeforeAll
  void standBefore(Lab drawn) {
    lab = drawn;
    holder = CallHolder.before(lab.headscale().url());
    lab.server(impatient());
    HeldCommits.prepare(lab.server().database());
    lab.server().restart(impatient());
    calls = new PublishCalls(lab.server());
  }

  private Map<String, String> impatient() {
    return new HashMap<>(
        Map.of(
            "mesh.headscale.url", holder.url(),
            "mesh.headscale.connect-timeout", "PT0.4S",
            "mesh.headscale.read-timeout", "PT4S",
            "mesh.policy.source", "database",
            "mesh.policy.lease", "PT5S",
            "mesh.policy.check-every", "PT1S",
            "mesh.policy.good-for", "PT0S"));
  }

  @AfterEach
  void holdNothing() {
    holder.drop();
  }

  @AfterAll
  void stepAside() {
    holder.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_server_dies(Moment moment) {
    shippedIsInForce();
    int wanted = ++port;
    holder.hold(moment.method, moment.path, moment.side);
    var asked = CompletableFuture.supplyAsync(() -> calls.publishes("m", wanted, "current"));
    holder.isHeld();
    if (moment == Moment.COMMITTED) {
      try (var commits = HeldCommits.of(lab.server().database())) {
        holder.letGo();
        commits.hasOne();
        lab.server().kill9();
      }
    } else {
      lab.server().kill9();
    }
    assertThat(newest()).as("what the books say at " + moment).isEqualTo(moment.left);
    holder.drop();
    assertThat(asked).failsWithin(Duration.ofSeconds(10));

    lab.server().restart(impatient());

    assertWell();
    assertThat(lab.headscale().policy().contains("tag:edge:" + wanted))
        .isEqualTo(moment.isWritten());
    assertThat(calls.publishes("next", ++port, "current").statusCode()).isEqualTo(200);
    Shown.by(
        lab.headscale().version(),
        "the server killed at %s while publishing: on record is what is in force"
            .formatted(moment));
  }

  @ParameterizedTest
  @CsvSource({"CHECKED, GOING_IN", "RECORDED, GOING_IN", "WRITTEN, ANSWER_READY"})
  void headscale_dies(Moment moment, Side side) throws Exception {
    shippedIsInForce();
    int wanted = ++port;
    holder.hold(moment.method, moment.path, side);
    var asked = CompletableFuture.supplyAsync(() -> calls.publishes("h", wanted, "current"));
    holder.isHeld();
    lab.headscale().dies();
    holder.letGo();
    HttpResponse<String> answer = asked.get();
    assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503, 504);

    lab.headscale().starts();

    assertWell();
    assertThat(lab.headscale().policy().contains("tag:edge:" + wanted))
        .isEqualTo(moment.isWritten());
    Shown.by(
        lab.headscale().version(),
        "killed at %s of a publish: what it has then is what is on record".formatted(moment));
  }

  @Test
  void the_database_dies_between_the_write_and_its_record() {
    shippedIsInForce();
    int wanted = ++port;
    holder.hold("PUT", POLICY, Side.ANSWER_READY);
    var asked = CompletableFuture.supplyAsync(() -> calls.publishes("d", wanted, "current"));
    holder.isHeld();
    lab.server().database().stops();
    holder.letGo();
    assertThat(asked)
        .succeedsWithin(Duration.ofSeconds(30))
        .satisfies(it -> assertThat(PublishCalls.problem(it)).isEqualTo("database-unavailable"));
    lab.server().database().starts();
    assertWell();
    assertThat(lab.headscale().policy()).contains("tag:edge:" + wanted);
    Shown.by(lab.server().database().version(), "gone behind a write: it is put on record later");
  }

  @Test
  void told_to_end_while_it_waits_for_headscale_the_server_ends_soon() {
    shippedIsInForce();
    holder.hold("GET", POLICY, Side.ANSWER_READY);
    holder.isHeld();
    assertThat(lab.server().ends()).isLessThan(Duration.ofSeconds(15));
    holder.drop();
    lab.server().restart(impatient());
    assertWell();
  }

  @Test
  void of_two_servers_at_once_one_publishes_and_the_other_is_told() throws Exception {
    shippedIsInForce();
    try (LabServer second = lab.server().twin(impatient());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var both = List.of(calls, new PublishCalls(second));
      var base = "" + calls.inForce();
      var answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> executor.submit(() -> both.get(i % 2).publishes("s" + i, 9300 + i, base)))
              .toList();
      int taken = 0;
      for (var answer : answers) {
        if (answer.get().statusCode() == 200) {
          taken++;
        } else {
          assertThat(PublishCalls.problem(answer.get()))
              .isIn("policy-moved-on", "publish-in-flight");
        }
      }
      assertThat(taken).isEqualTo(1);
      assertWell();
      assertThat(new PublishCalls(second).inForce()).isEqualTo(calls.inForce());
      Shown.by(
          lab.server().database().version(),
          "two servers publish at once: one does, and the other's admin is told");
    }
  }

  private void shippedIsInForce() {
    await()
        .atMost(SETTLED_WITHIN)
        .until(() -> calls.publishes(PolicyCalls.SHIPPED).statusCode() == 200);
  }

  private String newest() {
    return lab.server()
        .database()
        .column("select state from policy_version order by number desc limit 1")
        .iterator()
        .next();
  }

  /** Nothing half in force, and nothing in force that is not on record. */
  private void assertWell() {
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(() -> {
          assertThat(calls.states()).doesNotContain("PENDING");
          assertThat(calls.state().path("standing").asText()).isEqualTo("as-published");
          assertThat(lab.headscale().policy())
              .isEqualTo(calls.version(calls.inForce()).path("policy").asText());
        });
  }
}
