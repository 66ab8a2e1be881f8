package org.veilor.mesh.cli;

import picocli.CommandLine.Command;

/** {@code headscale}: which Headscale the books are held against. */
@Command(
    name = "headscale",
    description = "See which Headscale the keys on record are known to, and adopt another.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HeadscaleShowCommand.class, HeadscaleAdoptCommand.class})
final class HeadscaleCommand {}
