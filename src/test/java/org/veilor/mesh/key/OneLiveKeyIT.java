package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.Shown;

/** However many ask at once: one live key for a subject, in the books and at Headscale. */
@ExtendWith(LabExtension.class)
class OneLiveKeyIT {
  private static final int AT_ONCE = 100;

  @BeforeAll
  static void withoutLimits(Lab lab) {
    lab.server(Map.of("mesh.identity.limits.per-subject", "0"));
  }

  @Test
  void a_hundred_regenerations_at_once_leave_one_live_key(Lab lab) throws Exception {
    var keys = new KeyCalls(lab.server());
    var minted = keys.mints("guest", "alice");

    var statuses = atOnce(() -> keys.asksToRegenerate(KeyCalls.id(minted)).statusCode());

    assertThat(statuses.keySet()).isSubsetOf(201, 409);
    assertThat(statuses.get(201)).isPositive();
    assertExactlyOneLive(lab, keys, "alice");
    Shown.by(
        lab.headscale().version(), AT_ONCE + " regenerations at once leave exactly one live key");
  }

  @Test
  void a_hundred_first_mints_at_once_make_one_key(Lab lab) throws Exception {
    var keys = new KeyCalls(lab.server());

    var statuses = atOnce(() -> keys.asksFor("guest", "bob").statusCode());

    assertThat(statuses).containsEntry(201, 1L).containsEntry(409, AT_ONCE - 1L);
    assertExactlyOneLive(lab, keys, "bob");
  }

  @Test
  void the_same_idempotency_key_a_hundred_times_at_once_makes_one_key(Lab lab) throws Exception {
    var keys = new KeyCalls(lab.server());
    var wish = "{\"tier\":\"guest\",\"subject\":\"carol\"}";

    var statuses = atOnce(() -> Idempotent.post(lab.server(), wish, "sign-up-7").statusCode());
    var late = Idempotent.post(lab.server(), wish, "sign-up-7");
    var other =
        Idempotent.post(lab.server(), "{\"tier\":\"guest\",\"subject\":\"dave\"}", "sign-up-7");

    assertThat(statuses).containsEntry(201, 1L).containsEntry(409, AT_ONCE - 1L);
    assertThat(KeyCalls.problem(late)).isEqualTo("already-minted");
    assertThat(KeyCalls.json(late).path("detail").asText()).contains("regenerate");
    assertThat(late.body()).doesNotContain("hskey-auth-");
    assertThat(KeyCalls.problem(other)).isEqualTo("idempotency-key-reused");
    assertExactlyOneLive(lab, keys, "carol");
    assertThat(keys.lists("subject=dave")).isEmpty();
  }

  private static void assertExactlyOneLive(Lab lab, KeyCalls keys, String subject) {
    var live = keys.live(subject);
    assertThat(live).hasSize(1);
    var ofSubject =
        keys.lists("subject=" + subject).stream()
            .map(key -> key.path("headscaleId").asText())
            .collect(Collectors.toSet());
    var joinable =
        lab.headscale().joinableKeys().stream()
            .map(key -> key.path("id").asText())
            .filter(ofSubject::contains)
            .toList();
    assertThat(joinable).containsExactly(live.getFirst().path("headscaleId").asText());
  }

  /** How often each status was answered. */
  private static Map<Integer, Long> atOnce(Callable<Integer> call) throws Exception {
    try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Integer>> calls =
          IntStream.range(0, AT_ONCE).<Callable<Integer>>mapToObj(i -> call).toList();
      var statuses = new java.util.ArrayList<Integer>();
      for (Future<Integer> answer : callers.invokeAll(calls)) {
        statuses.add(answer.get());
      }
      return statuses.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting()));
    }
  }
}
