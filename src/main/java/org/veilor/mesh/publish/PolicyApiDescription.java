package org.veilor.mesh.publish;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.veilor.mesh.books.BooksProblem;
import org.veilor.mesh.identity.IdentityProblem;
import org.veilor.mesh.problem.ApiProblems;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.upstream.HeadscaleProblem;

/** With which problems each operation of {@link PolicyResource} answers. Public for the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PolicyApiDescription implements OASFilter {
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

  private static final List<ProblemType> OF_A_PUBLISH =
      List.of(
          GeneralProblem.WRONG_CONTENT_TYPE,
          PolicyProblem.POLICY_REFUSED,
          PolicyProblem.POLICY_MOVED_ON,
          PolicyProblem.PUBLISH_IN_FLIGHT,
          PolicyProblem.POLICY_OVERWRITTEN,
          PolicyProblem.HEADSCALE_KEEPS_FILE,
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
        .forEach(item -> item.getOperations().values().forEach(PolicyApiDescription::describe));
  }

  private static void describe(Operation operation) {
    var more =
        switch (String.valueOf(operation.getOperationId())) {
          case "showPolicy", "listPolicyVersions" -> Stream.<ProblemType>of();
          case "showPolicyVersion" -> Stream.<ProblemType>of(GeneralProblem.NOT_FOUND);
          case "diffPolicy", "explainPolicy" ->
              Stream.<ProblemType>of(GeneralProblem.NOT_FOUND, PolicyProblem.POLICY_REFUSED);
          case "publishPolicy" ->
              Stream.concat(OF_A_PUBLISH.stream(), Stream.of(PolicyProblem.POLICY_KEPT_IN_FILE));
          case "rollBackPolicy" ->
              Stream.concat(OF_A_PUBLISH.stream(), Stream.of(GeneralProblem.NOT_FOUND));
          default -> null;
        };
    if (more != null) {
      ApiProblems.describe(operation, Stream.concat(OF_ALL.stream(), more).toList());
    }
  }
}
