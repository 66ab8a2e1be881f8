package org.veilor.mesh.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TierTest {
  @ParameterizedTest
  @CsvSource({"guest, GUEST, tag:guest", "infra, INFRA, tag:infra", "admin, ADMIN, tag:admin"})
  void each_word_is_one_tier_with_one_tag(String word, Tier tier, String tag) {
    assertThat(Tier.of(word)).contains(tier);
    assertThat(tier.text()).isEqualTo(word);
    assertThat(tier.tags()).containsExactly(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "GUEST", "tag:guest", "edge", " guest", ""})
  void any_other_word_is_none(String word) {
    assertThat(Tier.of(word)).isEmpty();
  }

  @Test
  void nobody_joins_as_the_edge() {
    assertThat(Tier.values()).extracting(Tier::tag).doesNotContain(Tag.EDGE);
  }
}
