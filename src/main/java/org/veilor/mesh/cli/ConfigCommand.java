package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Parent of the commands about the configuration. */
@Command(
    name = "config",
    description = "Look at the configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConfigPrintCommand.class)
final class ConfigCommand {}
