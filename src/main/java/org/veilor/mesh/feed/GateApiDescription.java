package org.veilor.mesh.feed;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.veilor.mesh.identity.IdentityProblem;
import org.veilor.mesh.problem.ApiProblems;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;

/** With which problems each operation of {@link GateResource} answers. Public for the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class GateApiDescription implements OASFilter {
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
          GeneralProblem.DATABASE_UNAVAILABLE);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(GateApiDescription::describe));
  }

  private static void describe(Operation operation) {
    switch (String.valueOf(operation.getOperationId())) {
      case "explainGate", "listGateDenials" -> ApiProblems.describe(operation, OF_ALL);
      default -> {}
    }
  }
}
