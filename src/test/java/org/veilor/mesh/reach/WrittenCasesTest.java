package org.veilor.mesh.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real Headscale once decided; that it still does, {@code FilterAgreesIT} asks it. */
class WrittenCasesTest {
  static List<WrittenCase> cases() {
    return WrittenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void are_decided_as_headscale_decides(WrittenCase written) {
    assertThat(written.accepted()).isEqualTo(!written.by().equals("refused"));

    written
        .answers()
        .forEach((query, allowed) ->
            assertThat(query.askedOf(written.reach()).allowed())
                .as(query.toString())
                .isEqualTo(allowed));
  }
}
