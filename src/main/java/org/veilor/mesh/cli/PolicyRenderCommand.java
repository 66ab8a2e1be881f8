package org.veilor.mesh.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.ArtefactFolder;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.Expectations;
import org.veilor.mesh.truth.TruthFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy render}: makes the other files of the truth. */
@Command(
    name = "render",
    description = {
      "Make Headscale's policy, DNS records, Traefik's configuration and the gate's table.",
      "They are made of acl/mesh.yaml, and lie beside it. Only what changes is written; nothing if what the file expects does not hold."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the files are what the truth says",
      "1:the truth is refused, an expectation does not hold, a link leads out of the folder, or with --check a file differs",
      "2:the truth cannot be read"
    },
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy render", "  ./mesh policy render --check"})
final class PolicyRenderCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private TruthFile truth = new TruthFile();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write (default: the truth's own folder).")
  private @Nullable Path out;

  @Option(
      names = "--check",
      description = "Write nothing; show what differs, and end with 1 if anything does.")
  private boolean check;

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    var read = truth.read();
    if (read.truth() == null) {
      return refuse(read.faults(), read.exitCode());
    }
    var compiled = Compiled.of(read.truth());
    var failed = Expectations.check(compiled).stream().map(Expectations.Failed::fault).toList();
    if (!failed.isEmpty()) {
      return refuse(failed, ExitCode.REFUSED);
    }
    var place = out == null ? truth.folder() : out;
    var folder = new ArtefactFolder(place);
    var artefacts = compiled.artefacts();
    try {
      var states = check ? folder.compare(artefacts) : folder.write(artefacts);
      if (output.json()) {
        json(states, List.of(), artefacts.warnings());
      } else {
        artefacts.warnings().forEach(CommandOutput.errors(spec)::println);
        for (var it : states.entrySet()) {
          CommandOutput.of(spec).println(place.resolve(it.getKey()) + "  " + words(it.getValue()));
          if (check && it.getValue() == ArtefactFolder.State.DIFFERENT) {
            print(folder.difference(artefacts, it.getKey()));
          }
        }
      }
      boolean same = states.values().stream().allMatch(ArtefactFolder.State.SAME::equals);
      return check && !same ? ExitCode.REFUSED : ExitCode.OK;
    } catch (ArtefactFolder.LeadsOut e) {
      CommandOutput.errors(spec).println(e.getMessage());
      return ExitCode.REFUSED;
    } catch (IOException e) {
      CommandOutput.errors(spec)
          .println(
              "%s cannot be %s: %s.".formatted(place, check ? "read" : "written", e.getMessage()));
      return ExitCode.UNREADABLE;
    }
  }

  /** What stands in the files is then what they were made of before: nothing is written. */
  private int refuse(List<TruthFault> faults, int code) {
    if (output.json()) {
      json(Map.of(), faults, List.of());
    } else {
      truth.tell(CommandOutput.errors(spec), faults);
    }
    return code;
  }

  private void json(
      Map<String, ArtefactFolder.State> states, List<TruthFault> faults, List<String> warnings) {
    var files = new LinkedHashMap<String, String>();
    states.forEach((file, state) -> files.put(file, words(state)));
    var json = new LinkedHashMap<String, Object>();
    json.put("files", files);
    json.put("faults", TruthFile.rows(faults));
    json.put("warnings", warnings);
    OutputFormat.printJson(CommandOutput.of(spec), json);
  }

  private void print(String difference) {
    var out = CommandOutput.of(spec);
    if (difference.isEmpty()) {
      out.println("only its line ends differ");
    }
    out.print(difference);
    out.flush();
  }

  private String words(ArtefactFolder.State state) {
    return switch (state) {
      case SAME -> "unchanged";
      case DIFFERENT -> check ? "differs" : "written";
      case MISSING -> check ? "missing" : "new";
    };
  }
}
