package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadscaleVersionTest {
  @ParameterizedTest
  @CsvSource({
    "v0.28.0, REFUSED, GATEWAY",
    "v0.29.0-beta.1, REFUSED, GATEWAY",
    "v0.29.0, WARNED, GATEWAY",
    "0.29.2, WARNED, GATEWAY",
    "v0.29.3-rc.1, WARNED, GATEWAY",
    "v0.29.3, GOOD, GATEWAY",
    "v0.29.10, GOOD, GATEWAY",
    "v0.30.0-beta.2, GOOD, PROBLEM",
    "v0.30.0, GOOD, PROBLEM",
    "v1.0.0, GOOD, PROBLEM",
    "dev, REFUSED, PROBLEM",
    "'', REFUSED, PROBLEM",
    "v0.0.0-20260721120000-f20f1f127842, REFUSED, PROBLEM",
    "v0.29, REFUSED, PROBLEM",
    "v0.29.3 or so, REFUSED, PROBLEM",
  })
  void is_judged(String text, VersionJudgement judgement, Dialect dialect) {
    HeadscaleVersion version = new HeadscaleVersion(text);

    assertThat(VersionJudgement.of(version, false)).isEqualTo(judgement);
    assertThat(Dialect.of(version)).isEqualTo(dialect);
  }

  @Test
  void an_unknown_one_is_taken_only_if_that_is_configured_and_an_old_one_never() {
    assertThat(VersionJudgement.of(new HeadscaleVersion("dev"), true))
        .isEqualTo(VersionJudgement.WARNED);
    assertThat(VersionJudgement.of(new HeadscaleVersion("v0.28.0"), true))
        .isEqualTo(VersionJudgement.REFUSED);
  }

  @Test
  void the_refusal_says_why_and_what_to_do() {
    assertThat(VersionJudgement.refusal(new HeadscaleVersion("v0.28.1")))
        .contains("v0.28.1", "two machines that race", "Upgrade it to 0.29.3");
    assertThat(VersionJudgement.refusal(new HeadscaleVersion("dev")))
        .contains("'dev'", "mesh.headscale.accept-unknown-version=true");
  }

  @Property
  void order_is_that_of_the_numbers(
      @ForAll @IntRange(max = 99999) int major,
      @ForAll @IntRange(max = 99999) int minor,
      @ForAll @IntRange(max = 99999) int patch,
      @ForAll @IntRange(max = 2) int otherMajor,
      @ForAll @IntRange(max = 40) int otherMinor,
      @ForAll @IntRange(max = 5) int otherPatch) {
    HeadscaleVersion version = new HeadscaleVersion("v" + major + "." + minor + "." + patch);

    assertThat(version.isAtLeast(otherMajor, otherMinor, otherPatch))
        .isEqualTo(
            sortable(major, minor, patch).compareTo(sortable(otherMajor, otherMinor, otherPatch))
                >= 0);
    assertThat(version.isAtLeast(major, minor, patch)).isTrue();
    assertThat(new HeadscaleVersion(version + "-rc.1").isAtLeast(major, minor, patch)).isFalse();
    assertThat(new HeadscaleVersion(version + "+build").isAtLeast(major, minor, patch)).isTrue();
  }

  @Property
  void any_text_at_all_is_either_known_or_refused(@ForAll String text) {
    HeadscaleVersion version = new HeadscaleVersion(text);

    assertThat(version.text()).hasSizeLessThanOrEqualTo(60).doesNotContain("\n", "\r");
    if (!version.known()) {
      assertThat(VersionJudgement.of(version, false)).isEqualTo(VersionJudgement.REFUSED);
    }
  }

  private static String sortable(int major, int minor, int patch) {
    return "%05d.%05d.%05d".formatted(major, minor, patch);
  }
}
