package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.problem.Problems;
import org.veilor.mesh.upstream.HeadscaleProblem;
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
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type.urn())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", problem.detail());
    return new ApiRefusal(exitCode(type), json, words(problem));
  }

  private static int exitCode(ProblemType type) {
    return switch (type) {
      case GeneralProblem.DATABASE_UNAVAILABLE,
          HeadscaleProblem.HEADSCALE_UNAVAILABLE,
          HeadscaleProblem.HEADSCALE_TIMEOUT ->
          ExitCode.NOT_REACHED;
      case GeneralProblem.INVALID_REQUEST -> ExitCode.USAGE;
      default -> ExitCode.REFUSED;
    };
  }

  private static String words(Problem problem) {
    return switch (problem.type()) {
      case GeneralProblem.DATABASE_UNAVAILABLE ->
          "The database cannot be reached: ./mesh up starts the one here, and ./mesh config print"
              + " says which one is meant.";
      case GeneralProblem.INTERNAL -> problem.type().title() + ". " + problem.detail();
      default -> problem.detail();
    };
  }
}
