package org.veilor.mesh.node;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.veilor.mesh.books.BooksProblem;
import org.veilor.mesh.identity.IdentityProblem;
import org.veilor.mesh.problem.ApiProblems;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.upstream.HeadscaleProblem;

/** With which problems each operation of {@link NodeResource} answers. Public for the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class NodeApiDescription implements OASFilter {
  private static final List<ProblemType> OF_ALL =
      List.of(
          GeneralProblem.INVALID_REQUEST,
          GeneralProblem.UNAUTHENTICATED,
          GeneralProblem.FORBIDDEN,
          GeneralProblem.NOT_ACCEPTABLE,
          GeneralProblem.BODY_TOO_LARGE,
          IdentityProblem.TOO_MANY_FAILED_LOG_INS,
          IdentityProblem.TOO_MANY_REQUESTS,
          GeneralProblem.INTERNAL,
          GeneralProblem.DATABASE_UNAVAILABLE,
          BooksProblem.ANOTHER_HEADSCALE,
          HeadscaleProblem.HEADSCALE_REFUSED,
          HeadscaleProblem.HEADSCALE_BROKEN_ANSWER,
          HeadscaleProblem.HEADSCALE_UNAVAILABLE,
          HeadscaleProblem.HEADSCALE_UNAUTHORISED,
          HeadscaleProblem.HEADSCALE_TOO_OLD,
          HeadscaleProblem.HEADSCALE_TIMEOUT);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(NodeApiDescription::describe));
  }

  private static void describe(Operation operation) {
    switch (String.valueOf(operation.getOperationId())) {
      case "listNodes" -> ApiProblems.describe(operation, OF_ALL);
      case "removeNode" -> {
        var problems = new ArrayList<>(OF_ALL);
        problems.add(GeneralProblem.NOT_FOUND);
        ApiProblems.describe(operation, problems);
      }
      default -> {}
    }
  }
}
