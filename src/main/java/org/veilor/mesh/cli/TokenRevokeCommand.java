package org.veilor.mesh.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.identity.ApiToken;
import org.veilor.mesh.identity.RevokeApiToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token revoke <id>}. */
@Command(
    name = "revoke",
    description = "End a token at once. Doing so again changes nothing.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = "  ./mesh token revoke aqk3vd7mzx2p")
final class TokenRevokeCommand implements Callable<Integer> {
  private final RevokeApiToken revoke;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      converter = NameConverter.class,
      description = "The token's id, as \"token list\" shows it.")
  private String id = "";

  @Mixin private OutputOption output = new OutputOption();

  TokenRevokeCommand(RevokeApiToken revoke) {
    this.revoke = revoke;
  }

  @Override
  public Integer call() {
    ApiToken token = revoke.revoke(LocalActor.current(), id);
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, TokenRow.json(token));
    } else {
      out.println("Token %s (%s) is revoked.".formatted(token.id(), token.name()));
    }
    return ExitCode.OK;
  }
}
