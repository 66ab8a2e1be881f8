package org.veilor.mesh.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** The shape of {@code docs/benchmarks/mint.json}. */
record BenchReport(
    List<MintFigures> runs,
    @JsonProperty("ready_ms") long readyMs,
    @JsonProperty("rss_mb") long rssMb) {

  /** As Markdown, for {@code docs/benchmarks.md}. */
  @JsonIgnore
  String table() {
    var table =
        new StringBuilder("| | at once | p50 ms | p95 ms | per second |\n|---|---|---|---|---|\n");
    for (var run : runs) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f | %.1f | %.1f |%n",
              run.name(),
              run.concurrency(),
              run.p50(),
              run.p95(),
              run.perSecond()));
    }
    return table
        .append(
            String.format(
                Locale.ROOT,
                "%np50, ours over bare: %.3f at 1, %.3f at 8. Ready in %d ms, %d MB resident.%n",
                ratio(1),
                ratio(8),
                readyMs,
                rssMb))
        .toString();
  }

  private double ratio(int concurrency) {
    return p50("ours", concurrency) / p50("bare", concurrency);
  }

  private double p50(String name, int concurrency) {
    return runs.stream()
        .filter(run -> run.name().equals(name) && run.concurrency() == concurrency)
        .mapToDouble(MintFigures::p50)
        .findFirst()
        .orElseThrow();
  }
}
