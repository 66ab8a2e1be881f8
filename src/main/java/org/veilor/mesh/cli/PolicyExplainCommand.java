package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.Explain;
import org.veilor.mesh.policy.Explained;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy explain}: why, and from the other end, who. */
@Command(
    name = "explain",
    description = {
      "Say why one machine reaches another or does not: the rule, and the line of acl/mesh.yaml.",
      "With --to: everybody who reaches a machine or vhost."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is reached",
      "1:it is not reached, or not there",
      "2:something cannot be read"
    },
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh policy explain guest x.veilor:443",
      "  ./mesh policy explain 100.64.0.7 nullstone:22 --nodes nodes.json",
      "  ./mesh policy explain --to x.veilor"
    })
final class PolicyExplainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "An address, a machine's name or a tier.")
  private @Nullable String source;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DESTINATION",
      description = "A vhost, machine, tier or address, with or without a port.")
  private @Nullable String destination;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = "Everybody who reaches this vhost or machine.")
  private @Nullable String to;

  @Option(
      names = "--proto",
      paramLabel = "NAME",
      defaultValue = "tcp",
      description = "tcp, udp, icmp or a number (default: tcp).")
  private String protocol = "tcp";

  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      description = "What Headscale answers to GET /api/v1/node (default: the truth's hosts).")
  private @Nullable String nodes;

  @Mixin private TruthFile truth = new TruthFile();

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    var err = CommandOutput.errors(spec);
    checkUsage();
    var read = truth.read();
    if (read.truth() == null) {
      truth.tell(err, read.faults());
      return read.exitCode();
    }
    try {
      var answers = answers(Compiled.of(read.truth()));
      print(answers);
      return answers.stream().anyMatch(Explained::reached) ? ExitCode.OK : ExitCode.REFUSED;
    } catch (Explain.NotFound e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    } catch (InputFile.Unreadable e) {
      err.println(e.getMessage());
      return ExitCode.UNREADABLE;
    }
  }

  private void checkUsage() {
    boolean pair = source != null && destination != null;
    if (to == null ? !pair : source != null) {
      throw wrong("Give SOURCE and DESTINATION, or --to PLACE alone.");
    }
    if (Protocol.of(protocol).isEmpty()) {
      throw wrong("--proto takes tcp, udp, icmp or a number from 1 to 255.");
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
  }

  private List<Explained> answers(Compiled compiled) throws InputFile.Unreadable, Explain.NotFound {
    var explain = explain(compiled);
    return to != null
        ? explain.to(to)
        : explain.ask(
            Objects.requireNonNull(source),
            Objects.requireNonNull(destination),
            Protocol.of(protocol).orElseThrow());
  }

  private Explain explain(Compiled compiled) throws InputFile.Unreadable {
    if (nodes == null) {
      return Explain.of(compiled);
    }
    return switch (InputFile.read(nodes, Topology::read)) {
      case Topology.Reading.Good good -> Explain.of(compiled, good.topology());
      case Topology.Reading.Bad bad -> throw new InputFile.Unreadable(nodes + ":" + bad.fault());
    };
  }

  private void print(List<Explained> answers) {
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, answers);
      return;
    }
    if (answers.isEmpty()) {
      out.println("Nobody reaches " + to + ".");
    }
    answers.forEach(it -> print(out, it));
  }

  private void print(PrintWriter out, Explained it) {
    var one = it.alike() == 0;
    var who =
        it.source()
            + (one ? "" : " and %d more".formatted(it.alike()))
            + it.tier().map(tier -> " (" + tier + ")").orElse(" (no tier)");
    var verb =
        it.reached() ? (one ? "reaches" : "reach") : (one ? "does not reach" : "do not reach");
    var port = it.port().isPresent() ? ":" + it.port().getAsInt() : "";
    out.println("%s %s %s%s (%s)".formatted(who, verb, it.destination(), port, it.protocol()));
    out.println(
        "  packet filter: "
            + it.rule()
                .map(rule -> "let through by " + rule + " of policy.hujson")
                .orElse("no rule lets it through"));
    it.because()
        .ifPresent(because ->
            out.println(
                "  because of " + truth.file() + ":" + it.line().orElse(1) + ": " + because));
    it.gate().ifPresent(gate -> out.println("  gate: " + gate));
  }
}
