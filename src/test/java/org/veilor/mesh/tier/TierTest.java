package org.veilor.mesh.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  @Test
  void the_policy_that_is_set_knows_every_tag_and_gives_none_an_owner() throws IOException {
    var owners =
        new JsonMapper()
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA.mappedFeature())
            .readTree(Path.of("acl/policy.hujson").toFile())
            .path("tagOwners");

    assertThat(owners.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(Stream.of(Tag.values()).map(Tag::text).toList());
    assertThat(owners).allMatch(JsonNode::isEmpty);
  }
}
