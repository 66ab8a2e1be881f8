package org.veilor.mesh.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.gate.Denial;
import org.veilor.mesh.gate.Reason;

class DenialSumsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final DenialSums sums = new DenialSums();

  @Test
  void a_long_outage_takes_no_more_memory_and_loses_no_count() {
    for (int i = 0; i < DenialSums.DIFFERENT + 500; i++) {
      sums.add(List.of(denial("n" + i)));
    }
    assertThat(sums.all()).hasSize(DenialSums.DIFFERENT + 1);
    assertThat(sums.all().stream().mapToLong(Denial::count).sum())
        .isEqualTo(DenialSums.DIFFERENT + 500);
    assertThat(sums.all()).contains(new Denial("others", "others", Reason.STALE, 500, NOW, NOW));
  }

  @Test
  void what_no_database_stores_is_made_storable() {
    sums.add(List.of(denial("a\0b"), denial("a\nb"), denial("x".repeat(5000)), denial("\ud800")));
    assertThat(sums.all())
        .extracting(Denial::who)
        .containsExactlyInAnyOrder("a?b", "x".repeat(255), "?");
  }

  private static Denial denial(String who) {
    return new Denial(who, "v", Reason.STALE, 1, NOW, NOW);
  }
}
