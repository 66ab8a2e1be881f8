package org.veilor.mesh.feed;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.veilor.mesh.identity.ApiOperations;
import org.veilor.mesh.problem.ProblemType;

/** With which problems each operation of {@link GateResource} answers. Public for the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class GateApiDescription implements OASFilter {
  private static final Map<String, List<ProblemType>> PROBLEMS =
      Map.of("explainGate", List.of(), "listGateDenials", List.of());

  @Override
  public void filterOpenAPI(OpenAPI api) {
    ApiOperations.describe(api, PROBLEMS);
  }
}
