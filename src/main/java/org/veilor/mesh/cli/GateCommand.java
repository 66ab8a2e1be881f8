package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Lists its subcommands. */
@Command(
    name = "gate",
    description = "What the gate behind the reverse proxy answers, and whom it refused.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {GateExplainCommand.class, GateDenialsCommand.class})
final class GateCommand {}
