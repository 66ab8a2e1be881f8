package org.veilor.mesh.identity;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.veilor.mesh.problem.ApiProblems;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;

/** With which problems a feature's operations answer, in the API's description. */
public final class ApiOperations {
  /** Whatever a token calls: who asks, how often, how it is asked, and the database. */
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

  private ApiOperations() {}

  /**
   * @param more by operation id, with what each answers beyond what all do; operations that are not
   *     in it stay as they are
   */
  public static void describe(OpenAPI api, Map<String, List<ProblemType>> more) {
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(operation -> {
          var its = more.get(operation.getOperationId());
          if (its != null) {
            describe(operation, its);
          }
        });
  }

  private static void describe(Operation operation, List<ProblemType> more) {
    ApiProblems.describe(operation, Stream.concat(OF_ALL.stream(), more.stream()).toList());
  }
}
