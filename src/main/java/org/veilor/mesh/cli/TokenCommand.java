package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Parent of the commands about API tokens. */
@Command(
    name = "token",
    description =
        "Make, list and revoke API tokens. Opens the database; the server may run or not.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand {}
