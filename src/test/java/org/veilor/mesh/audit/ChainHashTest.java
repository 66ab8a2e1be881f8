package org.veilor.mesh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChainHashTest {
  @Test
  void the_bytes_that_are_hashed_stay_what_they_were() {
    // Made by hand, not by this code: logs that were written before must still verify.
    assertThat(HexFormat.of().formatHex(hash("TOKEN", "jürgen")))
        .isEqualTo("b4ac6756a773ef7f890ffb6d5118d4e3f77d553fc0914669232ded09d76e10be");
  }

  @Test
  void a_letter_that_moves_to_the_next_field_is_another_entry() {
    assertThat(hash("TOKE", "Njürgen")).isNotEqualTo(hash("TOKEN", "jürgen"));
  }

  private static byte[] hash(String kind, String name) {
    var at = Instant.parse("2026-11-23T12:00:00.000001Z");
    var entry =
        new AuditEntry(
            1,
            at,
            kind,
            name,
            "127.0.0.1",
            "key.mint",
            "key:1",
            "{}",
            "{\"tier\":\"guest\"}",
            "ok");
    return ChainHash.of(entry, ChainHash.GENESIS);
  }
}
