package org.veilor.mesh.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.identity.ApiToken;
import org.veilor.mesh.identity.ListApiTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code token list}. */
@Command(
    name = "list",
    description = "List all tokens, newest first, the ended ones too. -o json has all of it.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh token list", "  ./mesh token list -o json"})
final class TokenListCommand implements Callable<Integer> {
  private final ListApiTokens tokens;
  private final Clock clock;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOption output = new OutputOption();

  TokenListCommand(ListApiTokens tokens, Clock clock, Screen screen) {
    this.tokens = tokens;
    this.clock = clock;
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<ApiToken> all = tokens.list();
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, all.stream().map(TokenRow::json).toList());
    } else {
      TokenRow.TABLE.print(
          out, screen, all.stream().map(token -> TokenRow.table(token, clock)).toList());
    }
    return ExitCode.OK;
  }
}
