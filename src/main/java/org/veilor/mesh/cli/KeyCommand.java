package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Lists its subcommands. */
@Command(
    name = "key",
    description = "Mint, list, show, regenerate and revoke pre-auth keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeyCreateCommand.class,
      KeyListCommand.class,
      KeyShowCommand.class,
      KeyRegenerateCommand.class,
      KeyRevokeCommand.class
    })
final class KeyCommand {}
