package org.veilor.mesh.node;

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

/** With which problems each operation of {@link NodeResource} answers. Public for the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class NodeApiDescription implements OASFilter {
  private static final Map<String, List<ProblemType>> PROBLEMS =
      Map.of(
          "listNodes",
          BooksProblem.OF_A_CALL,
          "removeNode",
          Stream.concat(BooksProblem.OF_A_CALL.stream(), Stream.of(GeneralProblem.NOT_FOUND))
              .toList());

  @Override
  public void filterOpenAPI(OpenAPI api) {
    ApiOperations.describe(api, PROBLEMS);
  }
}
