package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.tier.Tier;

class KeyPolicyTest {
  private final KeyPolicy policy = new KeyPolicy(config(Map.of("mesh.key.max-ttl.admin", "PT2H")));

  static KeyConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(KeyConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(KeyConfig.class);
  }

  @Test
  void a_key_lives_a_day_unless_told_otherwise() {
    assertThat(policy.ttl(Tier.GUEST, null)).isEqualTo(Duration.ofHours(24));
    assertThat(policy.ttl(Tier.GUEST, Duration.ofMinutes(90))).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void the_shortest_and_the_longest_life_can_be_had() {
    for (var life : List.of(Duration.ofMinutes(1), Duration.ofHours(24))) {
      assertThat(policy.ttl(Tier.GUEST, life)).isEqualTo(life);
    }
    assertThat(policy.ttl(Tier.ADMIN, Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void the_default_is_cut_to_the_tiers_maximum() {
    assertThat(policy.ttl(Tier.ADMIN, null)).isEqualTo(Duration.ofHours(2));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, too short",
    "PT-1H, too short",
    "PT59S, too short",
    "PT24H0.000001S, too long",
    "PT60.0000009S, finer than a microsecond",
    "PT1H0.000000001S, finer than a microsecond",
    "P2D, too long",
    "P106751991167300D, too long",
    "PT99999999999999999999H, not an ISO 8601 duration",
    "24h, not an ISO 8601 duration",
    "86400, not an ISO 8601 duration",
    "'', not an ISO 8601 duration",
    "forever, not an ISO 8601 duration",
  })
  void a_life_that_cannot_be_had_is_refused_with_the_remedy(String ttl, String why) {
    assertThatThrownBy(() -> policy.ttl(Tier.GUEST, KeyRequests.ttl(ttl)))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("ttl is ")
        .hasMessageContaining(why);
  }

  @Test
  void a_key_that_follows_another_lives_no_longer_than_a_new_one() {
    assertThat(policy.ttlToday(Tier.ADMIN, Duration.ofHours(24))).isEqualTo(Duration.ofHours(2));
    assertThat(policy.ttlToday(Tier.ADMIN, Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({"guest, GUEST", "infra, INFRA", "admin, ADMIN"})
  void each_of_the_three_words_is_its_tier(String word, Tier tier) {
    assertThat(KeyRequests.tier(word)).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource({"root", "GUEST", "tag:guest", "''"})
  void a_tier_is_one_of_three_words(String tier) {
    assertThatThrownBy(() -> KeyRequests.tier(tier))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("write \"guest\", \"infra\" or \"admin\"");
  }
}
