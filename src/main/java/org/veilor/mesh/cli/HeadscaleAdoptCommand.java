package org.veilor.mesh.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headscale adopt <identity>}. */
@Command(
    name = "adopt",
    description = {
      "Say that the Headscale which answers is the right one from now on.",
      "Live keys that it does not know then end as gone. Nothing at Headscale is changed."
    },
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh headscale show",
      "  ./mesh headscale adopt mkey:3ba5...  (the whole one, as \"show\" prints it)"
    })
final class HeadscaleAdoptCommand implements Callable<Integer> {
  private final HeadscaleOfRecord headscales;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "IDENTITY",
      converter = NameConverter.class,
      description = "Who answers, as \"headscale show\" prints it: mkey: and 64 hex digits.")
  private String identity = "";

  HeadscaleAdoptCommand(HeadscaleOfRecord headscales) {
    this.headscales = headscales;
  }

  @Override
  public Integer call() {
    headscales.adopt(identity, LocalActor.current());
    CommandOutput.of(spec)
        .println("Adopted. A running server goes on within seconds: see ./mesh key list.");
    return ExitCode.OK;
  }
}
