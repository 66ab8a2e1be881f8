package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** Parent of the commands about the audit log. */
@Command(
    name = "audit",
    description = "Read and check the audit log. Opens the database; the server may run or not.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditListCommand.class, AuditVerifyCommand.class})
final class AuditCommand {}
