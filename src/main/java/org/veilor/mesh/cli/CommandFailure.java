package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.veilor.mesh.ops.Problem;
import org.veilor.mesh.ops.ProblemType;
import org.veilor.mesh.ops.Problems;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** Says in one sentence what went wrong, or in JSON if that was asked for; ends with its code. */
final class CommandFailure implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    return tell(failure, command);
  }

  static int tell(Throwable failure, CommandLine command) {
    var refusal = refusal(failure);
    if (OutputOption.json(command.getCommandSpec())) {
      OutputFormat.printJson(command.getErr(), refusal.problem());
    } else {
      command.getErr().println(refusal.words());
    }
    return refusal.exitCode();
  }

  private static ApiRefusal refusal(Throwable failure) {
    if (failure instanceof ApiRefusal refusal) {
      return refusal;
    }
    Problem problem = Problems.of(failure);
    ProblemType type = problem.type();
    int code =
        switch (type) {
          case DATABASE_UNAVAILABLE, HEADSCALE_UNAVAILABLE, HEADSCALE_TIMEOUT ->
              ExitCode.NOT_REACHED;
          case INVALID_REQUEST -> ExitCode.USAGE;
          default -> ExitCode.REFUSED;
        };
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type.urn())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", problem.detail());
    return new ApiRefusal(code, json, words(problem));
  }

  private static String words(Problem problem) {
    return switch (problem.type()) {
      case DATABASE_UNAVAILABLE ->
          "The database cannot be reached: ./mesh up starts the one here, and ./mesh config print"
              + " says which one is meant.";
      case INTERNAL -> problem.type().title() + ". " + problem.detail();
      default -> problem.detail();
    };
  }
}
