package org.veilor.mesh.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The shape of {@code docs/benchmarks/policy.json}.
 *
 * @param date of the run, as 2026-01-31
 * @param versions by name: java, jmh, jcasbin
 * @param compileMs what one compilation of so many services takes
 */
record PolicyReport(
    String date,
    String machine,
    Map<String, String> versions,
    List<Decision> decisions,
    List<Heap> heap,
    @JsonProperty("compile_services") int compileServices,
    @JsonProperty("compile_ms") double compileMs,
    ProofReport proofs) {
  private static final Map<String, String> WORDS =
      Map.of("addresses", "ours", "texts", "ours, from text", "jcasbin", "jCasbin");

  /**
   * @param p50 of ours: the median over batches of {@link DecisionBenchmark#BATCH}
   */
  record Decision(
      String name,
      int services,
      @JsonProperty("p50_ns") double p50,
      @JsonProperty("per_s") double perSecond) {}

  /** What a {@code Reach} holds. */
  record Heap(int services, @JsonProperty("kb") long kilobytes) {}

  /** Markdown, and no line of the table longer than 80 columns. */
  @JsonIgnore
  String table() {
    var table =
        new StringBuilder(
            """
            | | services | p50 µs | decisions/s, one thread |
            |---|---:|---:|---:|
            """);
    for (var it : decisions) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %s | %,d |%n",
              WORDS.getOrDefault(it.name, it.name),
              it.services,
              micros(it.p50),
              rounded(it.perSecond)));
    }
    table.append(
        """

        ours decides about two addresses, a protocol and a port, by rules resolved to
        addresses, and names the rule; from text, it reads both addresses first.
        jCasbin compares two names and a protocol with one line per service.

        """);
    table.append("A Reach of ");
    table.append(
        String.join(
            ", ",
            heap.stream()
                .map(it ->
                    String.format(Locale.ROOT, "%,d services: %,d KB", it.services, it.kilobytes))
                .toList()));
    return table
        .append(
            String.format(
                Locale.ROOT,
                ".%nThe truth of %,d services compiled in %.0f ms.%n",
                compileServices,
                compileMs))
        .toString();
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, nanos < 10_000 ? "%.3f" : "%,.0f", nanos / 1000);
  }

  /** To three digits: the others are chance. */
  private static long rounded(double number) {
    return new java.math.BigDecimal(number).round(new java.math.MathContext(3)).longValue();
  }
}
