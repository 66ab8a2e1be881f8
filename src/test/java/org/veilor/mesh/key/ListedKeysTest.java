package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.headscale.PreAuthKey;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/** Which of Headscale's keys is a row's own. */
class ListedKeysTest {
  private static final Instant EXPIRY = Instant.parse("2026-11-23T12:00:00.000001Z");
  private static final PreAuthKey OURS = key("7", "abcdefghijkl", EXPIRY, "tag:guest");

  @Test
  void its_own_key_is_taken_once() {
    var listed = new ListedKeys(List.of(OURS, key("8", "zzzzzzzzzzzz", EXPIRY, "tag:guest")));
    assertThat(listed.take(row("7", "abcdefghijkl"))).isEqualTo(OURS);
    assertThat(listed.left()).extracting(PreAuthKey::id).containsExactly("8");
    assertThat(listed.take(row("7", "abcdefghijkl"))).isNull();
  }

  @Test
  void one_that_was_expired_before_its_time_or_after_it_is_still_its_own() {
    for (var moved : List.of(EXPIRY.minusSeconds(3600), EXPIRY.plusSeconds(2))) {
      var expired = key("7", "abcdefghijkl", moved, "tag:guest");
      assertThat(new ListedKeys(List.of(expired)).take(row("7", "abcdefghijkl")))
          .isEqualTo(expired);
    }
  }

  @Test
  void somebody_elses_key_with_its_number_is_not() {
    assertIsLeft(key("7", "zzzzzzzzzzzz", EXPIRY, "tag:guest"));
    assertIsLeft(key("7", "zzzzzzzzzzzz", EXPIRY.plusSeconds(5), "tag:guest"));
  }

  @Test
  void a_key_of_its_number_with_other_tags_or_for_many_machines_is_not() {
    assertIsLeft(key("7", "abcdefghijkl", EXPIRY, "tag:infra"));
    assertIsLeft(key("7", "abcdefghijkl", EXPIRY, "tag:guest", "tag:infra"));
    assertIsLeft(
        new PreAuthKey(
            "7", "abcdefghijkl", List.of("tag:guest"), true, false, false, EXPIRY, EXPIRY));
  }

  @Test
  void before_the_number_is_known_the_exact_expiry_and_the_tags_tell() {
    var foreign = key("6", "zzzzzzzzzzzz", EXPIRY, "tag:infra");
    var listed = new ListedKeys(List.of(OURS, foreign));
    assertThat(listed.take(row(null, null))).isEqualTo(OURS);
    assertThat(listed.take(row(null, null))).isNull();
    assertThat(listed.left()).containsExactly(foreign);
  }

  private static void assertIsLeft(PreAuthKey foreign) {
    var listed = new ListedKeys(List.of(foreign));
    assertThat(listed.take(row("7", "abcdefghijkl"))).isNull();
    assertThat(listed.left()).containsExactly(foreign);
  }

  private static PreAuthKey key(String id, String prefix, Instant expiry, String... tags) {
    return new PreAuthKey(id, prefix, List.of(tags), false, false, false, expiry, EXPIRY);
  }

  private static KeyRecord row(@Nullable String headscaleId, @Nullable String prefix) {
    return new KeyRecord(
        UUID.randomUUID(),
        Tier.GUEST,
        new Subject("alice"),
        headscaleId == null ? KeyState.MINTING : KeyState.LIVE,
        EXPIRY.minusSeconds(86_400),
        EXPIRY,
        headscaleId,
        prefix,
        null,
        null,
        null,
        null);
  }
}
