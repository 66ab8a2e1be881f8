package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Lists its subcommands. */
@Command(
    name = "policy",
    description = "Who may reach what: what acl/mesh.yaml says, and what Headscale makes of it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyCheckCommand.class,
      PolicyDiffCommand.class,
      PolicyRenderCommand.class,
      PolicyExplainCommand.class,
      PolicyEvalCommand.class,
      PolicyStatusCommand.class,
      PolicyPublishCommand.class,
      PolicyHistoryCommand.class,
      PolicyRollbackCommand.class,
      PolicyImportCommand.class,
      PolicyExportCommand.class
    })
final class PolicyCommand {}
