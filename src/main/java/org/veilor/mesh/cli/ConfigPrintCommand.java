package org.veilor.mesh.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.config.EffectiveConfig;
import org.veilor.mesh.config.EffectiveValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code config print}. */
@Command(
    name = "print",
    description = "Show every mesh.* key, its value in force and where that came from. No secrets.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh config print", "  ./mesh config print -o json"})
final class ConfigPrintCommand implements Callable<Integer> {
  /** A value is never cut; the last column, where a long one wraps, costs no other a thing. */
  private static final Table TABLE = new Table(List.of("KEY", "FROM", "VALUE"), Set.of());

  private final EffectiveConfig config;
  private final HeadscaleOfRecord headscales;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOption output = new OutputOption();

  ConfigPrintCommand(EffectiveConfig config, HeadscaleOfRecord headscales, Screen screen) {
    this.config = config;
    this.headscales = headscales;
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<EffectiveValue> values = config.values();
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, values);
    } else {
      TABLE.print(out, screen, values.stream().map(ConfigPrintCommand::row).toList());
    }
    another().ifPresent(CommandOutput.errors(spec)::println);
    return ExitCode.OK;
  }

  /** Of a file its name and line: it is one of few, and the JSON has the path. */
  private static List<String> row(EffectiveValue value) {
    var source = value.source();
    return List.of(value.key(), source.substring(source.lastIndexOf('/') + 1), value.value());
  }

  /** What the configuration leads to is worth a word; without a database there is none. */
  private Optional<String> another() {
    try {
      return headscales.seen().advice();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
