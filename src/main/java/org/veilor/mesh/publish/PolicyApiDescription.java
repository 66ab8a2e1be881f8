package org.veilor.mesh.publish;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.veilor.mesh.books.BooksProblem;
import org.veilor.mesh.identity.ApiOperations;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;

/** With which problems each operation of {@link PolicyResource} answers. Public for the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PolicyApiDescription implements OASFilter {
  private static final List<ProblemType> OF_A_PUBLISH =
      with(
          BooksProblem.OF_A_CALL,
          GeneralProblem.WRONG_CONTENT_TYPE,
          PolicyProblem.POLICY_REFUSED,
          PolicyProblem.POLICY_MOVED_ON,
          PolicyProblem.PUBLISH_IN_FLIGHT,
          PolicyProblem.POLICY_OVERWRITTEN,
          PolicyProblem.HEADSCALE_KEEPS_FILE);

  private static final List<ProblemType> OF_A_COMPARISON =
      List.of(GeneralProblem.NOT_FOUND, PolicyProblem.POLICY_REFUSED);

  private static final Map<String, List<ProblemType>> PROBLEMS =
      Map.of(
          "showPolicy", List.of(),
          "listPolicyVersions", List.of(),
          "showPolicyVersion", List.of(GeneralProblem.NOT_FOUND),
          "diffPolicy", OF_A_COMPARISON,
          "explainPolicy", OF_A_COMPARISON,
          "publishPolicy", with(OF_A_PUBLISH, PolicyProblem.POLICY_KEPT_IN_FILE),
          "rollBackPolicy", with(OF_A_PUBLISH, GeneralProblem.NOT_FOUND));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    ApiOperations.describe(api, PROBLEMS);
  }

  private static List<ProblemType> with(List<ProblemType> those, ProblemType... more) {
    return Stream.concat(those.stream(), Stream.of(more)).toList();
  }
}
