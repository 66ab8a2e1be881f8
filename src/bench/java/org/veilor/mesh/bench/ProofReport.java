package org.veilor.mesh.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What proofs cost, as in {@code docs/benchmarks/policy.json}.
 *
 * @param date of the run, as 2026-01-31
 * @param loadBefore of the machine, on average over the last minute; below 0 if it does not say
 * @param loadAfter of which the bench itself is one
 */
record ProofReport(
    String date,
    @JsonProperty("load_before") double loadBefore,
    @JsonProperty("load_after") double loadAfter,
    List<Size> sizes,
    List<Figure> figures) {
  private static final String ANCHORS =
      """

      Published by others, on other machines, of other policies: Cedar's analysis
      75 ms a proof, Delta-net 40 µs a rule change. Whole: read, compiled, parsed,
      proven. Widened: to the whole mesh, on every port.

      """;

  /**
   * @param nodes of the mesh; the truth names the hosts among them
   * @param rules one for each destination of each entry, as they are proven
   * @param proofKb of heap that a proof holds beyond the truth
   * @param rulesKb of heap that the parsed policy holds
   */
  record Size(
      int services,
      int nodes,
      int hosts,
      int rules,
      @JsonProperty("file_bytes") int fileBytes,
      @JsonProperty("policy_chars") int policyChars,
      @JsonProperty("proof_kb") long proofKb,
      @JsonProperty("rules_kb") long rulesKb) {}

  /**
   * @param allocated bytes, of one
   */
  record Figure(
      ProofStep step,
      int services,
      int nodes,
      @JsonProperty("p50_ns") double p50,
      @JsonProperty("allocated_bytes") long allocated) {
    private boolean isMissed() {
      var goal = step.goal(services);
      return goal.isPresent() && p50 > goal.getAsDouble();
    }

    private boolean isOf(Figure other) {
      return services == other.services && other.step.parts.contains(step);
    }
  }

  /** Markdown: each figure, and each goal as met or missed. */
  @JsonIgnore
  String table() {
    return """

    | | services | nodes | p50 | allocated | goal |
    |---|---:|---:|---:|---:|---|
    """
        + figures.stream().map(this::line).collect(Collectors.joining())
        + figures.stream().filter(Figure::isMissed).map(this::limit).collect(Collectors.joining())
        + ANCHORS
        + sizes.stream().map(ProofReport::line).collect(Collectors.joining())
        + String.format(
            Locale.ROOT,
            "The machine's load was %.1f before the proofs and %.1f after them.%n",
            loadBefore,
            loadAfter);
  }

  private String line(Figure it) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %s | %s | %s |%n",
        it.step.words,
        it.services,
        it.nodes,
        time(it.p50),
        memory(it.allocated),
        goal(it));
  }

  private String goal(Figure it) {
    var goal = it.step.goal(it.services);
    if (goal.isEmpty()) {
      return "";
    }
    return time(goal.getAsDouble()) + (it.isMissed() ? " **missed**" : " met");
  }

  /** The longest of its steps. */
  private String limit(Figure whole) {
    return figures.stream()
        .filter(it -> it.isOf(whole))
        .max(Comparator.comparingDouble(Figure::p50))
        .map(it ->
            "\nMissed: %s, at %,d services.%nIts longest step is %s, %s.%n"
                .formatted(whole.step.words, whole.services, it.step.words, time(it.p50)))
        .orElse("");
  }

  private static String line(Size it) {
    return String.format(
        Locale.ROOT,
        "%,d services, %,d nodes: a truth of %s with %,d hosts, a policy of%n"
            + "%s with %,d rules; a proof holds %,d KB, the%nrules %,d KB.%n",
        it.services,
        it.nodes,
        memory(it.fileBytes),
        it.hosts,
        memory(it.policyChars),
        it.rules,
        it.proofKb,
        it.rulesKb);
  }

  private static String time(double nanos) {
    return nanos < 1e6 ? digits(nanos / 1e3) + " µs" : digits(nanos / 1e6) + " ms";
  }

  private static String memory(long bytes) {
    return bytes < 1_000_000 ? digits(bytes / 1e3) + " KB" : digits(bytes / 1e6) + " MB";
  }

  private static String digits(double number) {
    return String.format(
        Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%,.0f", number);
  }
}
