package org.veilor.mesh.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.books.HeadscalesSeen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code headscale show}. */
@Command(
    name = "show",
    description = {
      "Show which Headscale the keys on record are known to, and which one answers.",
      "Ends with 1 if they differ or none answers."
    },
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = "  ./mesh headscale show")
final class HeadscaleShowCommand implements Callable<Integer> {
  private static final Table TABLE = new Table(List.of("HEADSCALE", "IS"), Set.of("IS"));

  private final HeadscaleOfRecord headscales;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOption output = new OutputOption();

  HeadscaleShowCommand(HeadscaleOfRecord headscales, Screen screen) {
    this.headscales = headscales;
    this.screen = screen;
  }

  @Override
  public Integer call() {
    HeadscalesSeen seen = headscales.seen();
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, seen);
    } else {
      TABLE.print(
          out,
          screen,
          List.of(
              List.of("of record", seen.ofRecord().orElse("none yet: the first look decides")),
              List.of("answering", seen.answering().orElse("none: " + seen.trouble().orElse("")))));
      seen.advice().ifPresent(out::println);
    }
    return seen.agree() ? ExitCode.OK : ExitCode.REFUSED;
  }
}
