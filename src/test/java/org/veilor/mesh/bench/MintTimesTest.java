package org.veilor.mesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MintTimesTest {
  private final MintTimes times = new MintTimes("ours", 8);

  @Test
  void the_figures_are_over_all_turns() {
    times.add(turn(1000, 1, 50));
    times.add(turn(3000, 51, 100));

    assertThat(times.figures()).isEqualTo(new MintFigures("ours", 8, 51, 95, 25));
  }

  @Test
  void the_table_sets_ours_beside_bare() {
    var report =
        new BenchReport(
            List.of(
                new MintFigures("bare", 1, 100, 120, 9.5),
                new MintFigures("ours", 1, 115, 130, 8.5),
                new MintFigures("bare", 8, 500, 900, 12),
                new MintFigures("ours", 8, 510, 950, 11)),
            1234,
            195);

    assertThat(report.table())
        .contains("| ours | 1 | 115.0 | 130.0 | 8.5 |\n")
        .endsWith(
            "p50, ours over bare: 1.150 at 1, 1.020 at 8. Ready in 1234 ms, 195 MB resident.\n");
  }

  private static MintLoad.Turn turn(double millis, int from, int to) {
    return new MintLoad.Turn(
        millis, DoubleStream.iterate(from, each -> each <= to, each -> each + 1).boxed().toList());
  }
}
