package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.headscale.PreAuthKey;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * Whatever the books say and whatever Headscale says: the two rules of the books hold afterwards.
 */
class SweepDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.000001Z");
  private static final Set<Verdict> ENDS_IT_AT_HEADSCALE =
      EnumSet.of(
          Verdict.KILL,
          Verdict.KILL_AND_RECORD_FAILED,
          Verdict.FINISH_REVOCATION,
          Verdict.EXPIRE,
          Verdict.EXPIRE_USED);

  private final SweepDecision decision = decisionAt(NOW);

  @Property
  void a_key_that_can_be_joined_with_is_live_on_record_or_killed_or_still_in_somebodys_hands(
      @ForAll("rows") WatchedKey row, @ForAll("keys") PreAuthKey key) {
    if (key.used() || !key.expiration().isAfter(NOW)) {
      return;
    }
    var verdict = decision.on(row, key);
    var live = row.key().state() == KeyState.LIVE && verdict == Verdict.LEAVE;
    var inHands = verdict == Verdict.LEAVE && busy(row);
    assertThat(live || inHands || ENDS_IT_AT_HEADSCALE.contains(verdict)).isTrue();
  }

  @Property
  void a_row_that_headscale_does_not_know_does_not_stay_open(@ForAll("rows") WatchedKey row) {
    var verdict = decision.on(row, null);
    if (row.key().state().open() && !busy(row)) {
      assertThat(verdict).isIn(Verdict.RECORD_GONE, Verdict.RECORD_FAILED);
    } else {
      assertThat(verdict).isEqualTo(Verdict.LEAVE);
    }
  }

  @Property
  void work_under_way_is_left_alone_also_when_the_clock_was_set_back(
      @ForAll @IntRange(min = 0, max = 30) int ago, @ForAll boolean clockSetBack) {
    var begun = clockSetBack ? NOW.plusSeconds(ago) : NOW.minusSeconds(ago);
    var row = new WatchedKey(key(KeyState.MINTING, begun, NOW.plusSeconds(86_400)), null, null);
    assertThat(decision.on(row, null)).isEqualTo(Verdict.LEAVE);
  }

  @Property
  void a_used_key_is_recorded_as_used_whatever_else_was_going_on(@ForAll("rows") WatchedKey row) {
    if (row.key().state() == KeyState.LIVE) {
      assertThat(decision.on(row, atHeadscale(true, row.key().expiresAt())))
          .isEqualTo(Verdict.RECORD_USE);
    }
  }

  @Property
  void a_key_that_was_slow_to_be_made_is_not_gone_before_a_list_can_show_it(
      @ForAll @IntRange(min = 31, max = 80_000) int mintTook,
      @ForAll @IntRange(min = 0, max = 29) int liveFor) {
    var live = NOW.minusSeconds(liveFor);
    var key = key(KeyState.LIVE, live.minusSeconds(mintTook), NOW.plusSeconds(100));
    assertThat(decision.on(new WatchedKey(key, live, null), null)).isEqualTo(Verdict.LEAVE);
  }

  @Test
  void a_live_key_that_headscale_lists_as_booked_is_left_alone() {
    var soon = NOW.plusSeconds(1);
    assertThat(decision.on(live(soon, null), atHeadscale(false, soon))).isEqualTo(Verdict.LEAVE);
  }

  /** From its very last instant on: Headscale takes a key until then, and not at it. */
  @Property
  void a_live_key_whose_time_has_come_is_expired(
      @ForAll @IntRange(min = 0, max = 100_000) int ago) {
    var expires = NOW.minusSeconds(ago);
    assertThat(decision.on(live(expires, null), atHeadscale(false, expires)))
        .isEqualTo(Verdict.EXPIRE);
  }

  @Property
  void a_revocation_that_nobody_is_at_any_more_is_finished(
      @ForAll @IntRange(min = 31, max = 80_000) int asked,
      @ForAll @IntRange(min = -100, max = 100) int expiresIn) {
    var expires = NOW.plusSeconds(expiresIn);
    var row = live(expires, NOW.minusSeconds(asked));
    assertThat(decision.on(row, atHeadscale(false, expires))).isEqualTo(Verdict.FINISH_REVOCATION);
  }

  @Property
  void a_revocation_that_somebody_is_at_is_left_to_them_however_far_it_got(
      @ForAll @IntRange(min = 0, max = 29) int asked,
      @ForAll @IntRange(min = -100, max = 100) int expiresIn) {
    var row = live(NOW.plusSeconds(50), NOW.minusSeconds(asked));
    assertThat(decision.on(row, atHeadscale(false, NOW.plusSeconds(expiresIn))))
        .isEqualTo(Verdict.LEAVE);
  }

  /**
   * Headscale expires a key by moving its end: that is a revocation whose row was never written.
   */
  @Property
  void a_key_whose_end_headscale_has_otherwise_is_one_whose_revocation_is_finished(
      @ForAll @IntRange(min = -100, max = 100) int expiresIn) {
    Assume.that(expiresIn != 50);
    var row = live(NOW.plusSeconds(50), null);
    assertThat(decision.on(row, atHeadscale(false, NOW.plusSeconds(expiresIn))))
        .isEqualTo(Verdict.FINISH_REVOCATION);
  }

  private static WatchedKey live(Instant expires, @Nullable Instant revoking) {
    var since = NOW.minusSeconds(90_000);
    return new WatchedKey(key(KeyState.LIVE, since, expires), since, revoking);
  }

  private static boolean busy(WatchedKey row) {
    return within(row.key().createdAt()) || within(row.revokeRequestedAt());
  }

  private static boolean within(@Nullable Instant begun) {
    return begun != null
        && Duration.between(begun, NOW).abs().compareTo(Duration.ofSeconds(30)) <= 0;
  }

  @Provide
  Arbitrary<WatchedKey> rows() {
    return Combinators.combine(
            Arbitraries.of(KeyState.class), instants(), instants(), instants().injectNull(0.5))
        .as((state, created, expires, revoking) ->
            new WatchedKey(
                key(state, created, expires),
                state == KeyState.MINTING ? null : created,
                state == KeyState.LIVE ? revoking : null));
  }

  @Provide
  Arbitrary<PreAuthKey> keys() {
    return Combinators.combine(Arbitraries.of(true, false), instants())
        .as(SweepDecisionTest::atHeadscale);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.integers().between(-100_000, 100_000).map(NOW::plusSeconds);
  }

  private static KeyRecord key(KeyState state, Instant created, Instant expires) {
    return new KeyRecord(
        UUID.randomUUID(),
        Tier.GUEST,
        new Subject("alice"),
        state,
        created,
        expires,
        "7",
        "abc",
        null,
        null,
        null,
        null);
  }

  private static PreAuthKey atHeadscale(boolean used, Instant expires) {
    return new PreAuthKey("7", "abc", List.of("tag:guest"), false, false, used, expires, NOW);
  }

  private static SweepDecision decisionAt(Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new SweepDecision(new Lease(clock, KeyPolicyTest.config(Map.of())), clock);
  }
}
