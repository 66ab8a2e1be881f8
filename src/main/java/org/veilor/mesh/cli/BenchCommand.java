package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Lists its subcommands. */
@Command(
    name = "bench",
    hidden = true,
    description = "Measure against the bare neighbour. ./mesh bench starts what is measured.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = BenchMintCommand.class)
final class BenchCommand {}
