package org.veilor.mesh.identity;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** How to log in to the API, in its description. Public because the build makes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class TokenApiDescription implements OASFilter {
  private static final String SCHEME = "bearer";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getComponents()
        .addSecurityScheme(
            SCHEME,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(SCHEME)
                .bearerFormat("mesh_<id>_<secret>")
                .description(
                    "An API token, made with \"./mesh token create\". Its scopes say what it may do:"
                        + " keys:read to look, keys:guest, keys:infra or keys:admin to mint, regenerate"
                        + " and revoke keys of that tier."));
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(TokenApiDescription::describe));
  }

  private static void describe(Operation operation) {
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of())));
  }
}
