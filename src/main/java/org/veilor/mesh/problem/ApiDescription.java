package org.veilor.mesh.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/**
 * What of the API's description no feature says: the form of a problem, with the types of all of
 * them. Public because the build makes one.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
  private final IndexView classes;

  public ApiDescription(IndexView classes) {
    this.classes = classes;
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getComponents().addSchema(ApiProblems.SCHEMA, problem());
  }

  /** Features come and go: the build's index knows the constants of all. */
  private List<Object> urns() {
    return classes.getAllKnownImplementations(ProblemType.class).stream()
        .flatMap(type -> type.enumConstants().stream())
        .map(FieldInfo::name)
        .map(ProblemType::urn)
        .sorted()
        .<Object>map(urn -> urn)
        .toList();
  }

  private Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description(
            "A refusal (RFC 9457). Branch on \"type\"; show \"detail\" to a person. There may be"
                + " members beside these, such as \"limit\" or \"known\".")
        .required(List.of("type", "title", "status", "detail"))
        .addProperty("type", text("Which problem it is.").enumeration(urns()))
        .addProperty("title", text("The same for every problem of this type."))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description("The answer's status code."))
        .addProperty("detail", text("What happened this time, and what to do next."))
        .addProperty("field", text("What of the request is wrong, where it is one field."))
        .addProperty("keyId", text("The key that stands in the way, where it is one."))
        .addProperty("incident", text("What to give to an administrator, of status 500."));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
