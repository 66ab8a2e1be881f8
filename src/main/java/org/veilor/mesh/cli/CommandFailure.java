package org.veilor.mesh.cli;

import org.veilor.mesh.ops.Problem;
import org.veilor.mesh.ops.Problems;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** Says in one line what went wrong, and ends with the code for it. */
final class CommandFailure implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof ApiRefusal refusal) {
      command.getErr().println(refusal.words());
      return refusal.exitCode();
    }
    Problem problem = Problems.of(failure);
    command.getErr().println(words(problem));
    return switch (problem.type()) {
      case DATABASE_UNAVAILABLE, HEADSCALE_UNAVAILABLE, HEADSCALE_TIMEOUT -> ExitCode.NOT_REACHED;
      case INVALID_REQUEST -> ExitCode.USAGE;
      default -> ExitCode.REFUSED;
    };
  }

  /** A refusal's detail is a whole sentence; where something is down, the title says what. */
  private static String words(Problem problem) {
    return switch (problem.type()) {
      case NOT_FOUND, INVALID_REQUEST, NAME_TAKEN -> problem.detail();
      default -> problem.type().title() + ". " + problem.detail();
    };
  }
}
