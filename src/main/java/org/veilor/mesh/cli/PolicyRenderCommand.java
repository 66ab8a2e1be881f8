package org.veilor.mesh.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.ArtefactFolder;
import org.veilor.mesh.policy.Compiled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy render}: makes the other files of the truth. */
@Command(
    name = "render",
    description = {
      "Make Headscale's policy, the DNS records, Traefik's configuration and the gate's table",
      "of acl/mesh.yaml, beside it. Only what changes is written."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the files are what the truth says",
      "1:the truth is refused, or with --check a file differs",
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

  @Option(names = "--check", description = "Write nothing; end with 1 if a file differs.")
  private boolean check;

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    var read = truth.read();
    var err = CommandOutput.errors(spec);
    if (read.truth() == null) {
      truth.tell(err, read.faults());
      return read.exitCode();
    }
    var compiled = Compiled.of(read.truth());
    compiled.artefacts().warnings().forEach(err::println);
    var place = out == null ? truth.folder() : out;
    var folder = new ArtefactFolder(place);
    try {
      var states =
          check ? folder.compare(compiled.artefacts()) : folder.write(compiled.artefacts());
      print(place, states);
      boolean same = states.values().stream().allMatch(ArtefactFolder.State.SAME::equals);
      return check && !same ? ExitCode.REFUSED : ExitCode.OK;
    } catch (IOException e) {
      err.println(place + " cannot be written: " + e.getMessage() + ".");
      return ExitCode.UNREADABLE;
    }
  }

  private void print(Path place, Map<String, ArtefactFolder.State> states) {
    var out = CommandOutput.of(spec);
    if (output.json()) {
      var json = new LinkedHashMap<String, String>();
      states.forEach((file, state) -> json.put(file, words(state)));
      OutputFormat.printJson(out, json);
    } else {
      states.forEach((file, state) -> out.println(place.resolve(file) + "  " + words(state)));
    }
  }

  private String words(ArtefactFolder.State state) {
    return switch (state) {
      case SAME -> "unchanged";
      case DIFFERENT -> check ? "differs" : "written";
      case MISSING -> check ? "missing" : "new";
    };
  }
}
