package org.veilor.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Reach;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the decision of each evaluator at each size, after both have agreed on all of them; then
 * the proof.
 */
@Command(name = "PolicyBench", mixinStandardHelpOptions = true)
public final class PolicyBench implements Callable<Integer> {
  private final Clock clock;

  @Option(names = "--json", required = true, description = "Where the figures go.")
  private Path jsonFile;

  @Option(names = "--machine", required = true, description = "For the reader of the figures.")
  private String machine;

  @Option(names = "--version", description = "NAME=VERSION of what is measured with what.")
  private Map<String, String> versions = new TreeMap<>();

  @Option(names = "--quick", description = "Only to see that it runs: the figures say nothing.")
  private boolean quick;

  private PolicyBench(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param args see {@code --help}
   */
  public static void main(String... args) {
    System.exit(new CommandLine(new PolicyBench(Clock.systemUTC())).execute(args));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    var sizes = quick ? List.of(10, 100) : List.of(10, 1_000, 10_000);
    for (int size : sizes) {
      int allowed = agree(new World(size));
      System.err.printf(
          "  %,d services: both agree on %,d questions, %,d of them allowed%n",
          size, Question.COUNT, allowed);
    }
    var decisions = new ArrayList<PolicyReport.Decision>();
    for (var name : List.of("addresses", "texts", "jcasbin")) {
      for (int size : sizes) {
        System.err.printf("  measuring %s at %,d services%n", name, size);
        decisions.add(Jmh.decision(name, size, quick));
      }
    }
    var heap =
        sizes.stream()
            .map(size -> new PolicyReport.Heap(size, kilobytes(new World(size))))
            .toList();
    double compileMs = Jmh.compileMs(sizes.getLast(), quick);
    var proofs = ProofBench.run(LocalDate.now(clock), quick);
    var report =
        new PolicyReport(
            LocalDate.now(clock).toString(),
            machine,
            versions,
            decisions,
            heap,
            sizes.getLast(),
            compileMs,
            proofs);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(jsonFile.toFile(), report);
    System.out.print(report.table());
    System.out.print(proofs.table());
    if (quick) {
      System.out.println("Measured with --quick: the figures say nothing, nor do the goals.");
    }
    return 0;
  }

  /** How many are allowed. */
  private static int agree(World world) {
    var reach = world.reach();
    var enforcer = Casbin.with(world);
    int allowed = 0;
    for (var it : Question.about(world)) {
      boolean ours = reach.ask(it.source(), it.destination(), Protocol.TCP, it.port()).allowed();
      if (ours != enforcer.enforce(it.tier(), it.service(), "tcp")) {
        throw new IllegalStateException("They do not agree, and nothing was measured: " + it);
      }
      allowed += ours ? 1 : 0;
    }
    return allowed;
  }

  private static long kilobytes(World world) {
    var rules = world.rules();
    var topology = World.topology();
    return Retained.kilobytes(() -> Reach.of(rules, topology));
  }
}
