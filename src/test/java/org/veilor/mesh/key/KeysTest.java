package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionalException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.HeadscaleKeys;
import org.veilor.mesh.headscale.PreAuthKey;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.support.MintedTexts;
import org.veilor.mesh.support.TightLimits;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/** The door to keys, from inside the server. */
@QuarkusTest
@TestProfile(TightLimits.class)
class KeysTest {
  private static final Caller CALLER =
      new Caller(Actor.system("test"), "test", EnumSet.allOf(Scope.class));

  @Inject Keys keys;
  @Inject KeyQueries queries;
  @Inject OpenIntent intents;
  @Inject KeyBook book;
  @Inject KeyMetrics metrics;
  @Inject KeyConfig config;
  @Inject KeySweepSignal signal;
  @Inject HeadscaleKeys headscale;
  @Inject KeySweep sweep;
  @Inject EntityManager entities;
  @Inject MeterRegistry meters;
  @Inject Clock clock;

  private final String subject = "subject-" + UUID.randomUUID();

  @Test
  void what_changes_a_key_refuses_a_callers_transaction() {
    var live = mint("guest", subject, null);
    for (Runnable deed :
        new Runnable[] {
          () -> mint("guest", subject + " 2", null),
          () -> keys.regenerate(CALLER, live.record().id(), null),
          () -> keys.revoke(CALLER, live.record().id())
        }) {
      assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(deed))
          .isInstanceOf(TransactionalException.class);
    }
    assertThat(keys.show(CALLER, live.record().id()).state()).isEqualTo(KeyState.LIVE);
    assertThat(queries.openFor(Tier.GUEST, Subject.of(subject + " 2"))).isEmpty();
  }

  @Test
  void a_life_finer_than_a_microsecond_is_refused_and_leaves_the_subject_free() {
    assertThatThrownBy(() -> mint("guest", subject, "PT60.0000009S"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("finer than a microsecond");
    assertThat(queries.openFor(Tier.GUEST, Subject.of(subject))).isEmpty();
    assertThat(mint("guest", subject, "PT60.000001S").record().state()).isEqualTo(KeyState.LIVE);
  }

  @Test
  void a_failure_that_nobody_foresaw_leaves_no_intent_standing() {
    var failing =
        (HeadscaleKeys)
            Proxy.newProxyInstance(
                HeadscaleKeys.class.getClassLoader(),
                new Class<?>[] {HeadscaleKeys.class},
                (proxy, method, args) -> {
                  throw new IllegalStateException("unforeseen");
                });
    var wish =
        new KeyWish(Tier.GUEST, Subject.of(subject), Duration.ofHours(1), "mint", null, null);
    var mint = new MintKey(intents, book, failing, metrics, config, signal);

    assertThatThrownBy(() -> mint.mint(wish, null, CALLER))
        .isInstanceOf(IllegalStateException.class);

    assertThat(queries.openFor(Tier.GUEST, wish.subject())).isEmpty();
    assertThat(mint("guest", subject, null).record().state()).isEqualTo(KeyState.LIVE);
  }

  @Test
  void regenerating_a_key_from_more_generous_times_keeps_to_todays() {
    var old = mint("admin", subject, null).record();
    keys.revoke(CALLER, old.id());
    // As it would stand there if it had been made when admins had sixty days.
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update pre_auth_key set created_at = created_at - interval '60 days' where id = ?1")
                .setParameter(1, old.id())
                .executeUpdate());

    var fresh = keys.regenerate(CALLER, old.id(), null);

    MintedTexts.rememberFrom(fresh.text());
    assertThat(Duration.between(fresh.record().createdAt(), fresh.record().expiresAt()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void many_that_run_out_together_are_ended_with_one_more_list() {
    var minted =
        IntStream.range(0, 12).mapToObj(i -> mint("infra", subject + i, "PT1S").record()).toList();
    await().until(() -> minted.stream().allMatch(key -> key.expiresAt().isBefore(clock.instant())));
    var before = lists();

    sweep.run();

    assertThat(minted)
        .allSatisfy(
            key -> assertThat(keys.show(CALLER, key.id()).state()).isEqualTo(KeyState.EXPIRED));
    assertThat(lists() - before).isEqualTo(2);
    assertThat(headscale.preAuthKeys())
        .as("none stays behind at Headscale")
        .extracting(PreAuthKey::prefix)
        .doesNotContainAnyElementsOf(minted.stream().map(KeyRecord::prefix).toList());
  }

  private long lists() {
    return Optional.ofNullable(
            meters.find("mesh.headscale.calls").tag("operation", "key_list").timer())
        .map(Timer::count)
        .orElse(0L);
  }

  private MintedKey mint(String tier, String name, String ttl) {
    var minted =
        keys.mint(
            CALLER, KeyRequests.tier(tier), KeyRequests.subject(name), KeyRequests.ttl(ttl), null);
    MintedTexts.rememberFrom(minted.text());
    return minted;
  }
}
