package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyMaskTest {
  @Property
  void no_part_of_a_key_survives_wherever_it_stands(
      @ForAll String before, @ForAll("secrets") String secret, @ForAll String after) {
    String said = before + "hskey-auth-" + secret + " " + after;

    assertThat(KeyMask.mask(said)).contains("hskey-auth-***").doesNotContain(secret.substring(12));
    assertThat(KeyMask.quote(said))
        .hasSizeLessThanOrEqualTo(403)
        .doesNotContain(secret.substring(12));
  }

  @Property
  void the_result_is_one_line(@ForAll String text) {
    assertThat(KeyMask.quote(text)).doesNotContainPattern("[\\p{Cntrl}]");
  }

  @Property
  void masking_twice_changes_nothing(@ForAll String text) {
    assertThat(KeyMask.mask(KeyMask.mask(text))).isEqualTo(KeyMask.mask(text));
  }

  @Test
  void keys_of_the_api_and_of_old_versions_are_masked_too() {
    assertThat(KeyMask.mask("with hskey-api-abc-def, then " + "0f".repeat(24) + "."))
        .isEqualTo("with hskey-api-***, then ***.");
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .withChars("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
        .ofLength(77);
  }
}
