package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.reach.Answer;
import org.veilor.mesh.reach.Query;
import org.veilor.mesh.reach.Reach;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesFault;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.reach.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy eval}: offline, for any policy. */
@Command(
    name = "eval",
    description = {
      "Say which packets a Headscale policy lets through, offline, as Headscale 0.29 would.",
      "What it does not understand counts as reachable, and is named."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every question was answered",
      "1:Headscale would refuse the policy",
      "2:a file cannot be read"
    },
    footerHeading = Examples.HEADING,
    footer = {
      "  headscale nodes list -o json > nodes.json",
      "  echo '[{\"src\":\"100.64.0.1\",\"dst\":\"100.64.0.2:443\",\"proto\":\"tcp\"}]' > q.json",
      "  ./mesh policy eval --policy acl/policy.hujson --nodes nodes.json --queries q.json"
    })
final class PolicyEvalCommand implements Callable<Integer> {
  private static final Table TABLE =
      new Table(List.of("SOURCE", "DESTINATION", "PORT", "PROTOCOL", "ANSWER"), Set.of());

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "HuJSON; - for standard input.")
  private String policy = "";

  @Option(
      names = "--nodes",
      required = true,
      paramLabel = "FILE",
      description = "What Headscale answers to GET /api/v1/node.")
  private String nodes = "";

  @Option(
      names = "--queries",
      required = true,
      paramLabel = "FILE",
      description = "A JSON list of questions, each with src, dst and proto.")
  private String queries = "";

  @Mixin private OutputOption output = new OutputOption();

  PolicyEvalCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    var err = CommandOutput.errors(spec);
    try {
      return switch (Rules.read(InputFile.text(policy))) {
        case RulesReading.Good good -> evaluate(good.rules(), err);
        case RulesReading.Refused refused -> {
          refused.faults().forEach(fault -> tell(err, policy, fault));
          yield ExitCode.REFUSED;
        }
        case RulesReading.Unreadable unreadable -> {
          tell(err, policy, unreadable.fault());
          yield ExitCode.UNREADABLE;
        }
      };
    } catch (InputFile.Unreadable e) {
      err.println(e.getMessage());
      return ExitCode.UNREADABLE;
    }
  }

  private int evaluate(Rules rules, PrintWriter err) throws InputFile.Unreadable {
    Topology topology;
    switch (InputFile.read(nodes, Topology::read)) {
      case Topology.Reading.Good good -> topology = good.topology();
      case Topology.Reading.Bad bad -> {
        tell(err, nodes, bad.fault());
        return ExitCode.UNREADABLE;
      }
    }
    List<Query> asked;
    switch (InputFile.read(queries, Query::read)) {
      case Query.Reading.Good good -> asked = good.queries();
      case Query.Reading.Bad bad -> {
        tell(err, queries, bad.fault());
        return ExitCode.UNREADABLE;
      }
    }
    rules.notUnderstood().forEach(fault -> tell(err, policy, fault));
    if (rules.allowsAll()) {
      err.println(policy + " has neither acls nor grants: Headscale then lets everything through.");
    }
    var reach = Reach.of(rules, topology);
    var answers = new ArrayList<Answer>(asked.size());
    asked.forEach(
        it -> answers.add(reach.ask(it.source(), it.destination(), it.protocol(), it.port())));
    if (output.json()) {
      json(answers);
    } else {
      table(asked, answers);
    }
    return ExitCode.OK;
  }

  private static void tell(PrintWriter err, String file, RulesFault fault) {
    err.println(file + ":" + fault);
  }

  /** One answer a line: there may be a hundred thousand. */
  private void json(List<Answer> answers) {
    var out = Objects.requireNonNull(CommandOutput.of(spec));
    var text = new StringBuilder("[");
    for (int i = 0; i < answers.size(); i++) {
      text.append(i == 0 ? "\n" : ",\n").append(json(answers.get(i)));
    }
    out.println(text.append("\n]"));
  }

  private static String json(Answer answer) {
    var json = JsonNodeFactory.instance.objectNode().put("allowed", answer.allowed());
    if (answer instanceof Answer.Allowed allowed) {
      json.put("rule", allowed.rule());
      if (!allowed.understood()) {
        json.put("understood", false);
      }
    } else {
      json.putNull("rule");
    }
    return json.toString();
  }

  private void table(List<Query> asked, List<Answer> answers) {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < asked.size(); i++) {
      var query = asked.get(i);
      rows.add(
          List.of(
              query.source().toString(),
              query.destination().toString(),
              String.valueOf(query.port()),
              query.protocolName(),
              words(answers.get(i))));
    }
    TABLE.print(CommandOutput.of(spec), screen, rows);
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Allowed allowed when allowed.understood() -> "reached by " + allowed.rule();
      case Answer.Allowed allowed -> "perhaps, by " + allowed.rule();
      case Answer.Refused _ -> "not reached";
    };
  }
}
