package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Lists its subcommands. */
@Command(
    name = "node",
    description = "List the machines on the mesh, and take one off it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NodeListCommand.class, NodeRemoveCommand.class})
final class NodeCommand {}
