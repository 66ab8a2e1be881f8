package org.veilor.mesh.key;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.veilor.mesh.ops.ProblemType;

/**
 * What the annotations of {@link KeyResource} cannot say without drowning it: how to log in, and
 * which problems each operation can answer. Public because the build makes one.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class KeyApiDescription implements OASFilter {
  private static final String PROBLEM = "Problem";
  private static final String SCHEME = "bearer";

  private static final Set<ProblemType> OF_ALL =
      EnumSet.of(
          ProblemType.INVALID_REQUEST,
          ProblemType.UNAUTHENTICATED,
          ProblemType.FORBIDDEN,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.BODY_TOO_LARGE,
          ProblemType.TOO_MANY_FAILED_LOG_INS,
          ProblemType.TOO_MANY_REQUESTS,
          ProblemType.INTERNAL,
          ProblemType.DATABASE_UNAVAILABLE);

  private static final Set<ProblemType> OF_HEADSCALE =
      EnumSet.of(
          ProblemType.ANOTHER_HEADSCALE,
          ProblemType.HEADSCALE_REFUSED,
          ProblemType.HEADSCALE_BROKEN_ANSWER,
          ProblemType.HEADSCALE_UNAVAILABLE,
          ProblemType.HEADSCALE_UNAUTHORISED,
          ProblemType.HEADSCALE_TOO_OLD,
          ProblemType.HEADSCALE_TIMEOUT);

  private static final Set<ProblemType> OF_A_MINT =
      EnumSet.of(
          ProblemType.LIVE_KEY_EXISTS,
          ProblemType.KEY_IN_FLIGHT,
          ProblemType.ALREADY_MINTED,
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          ProblemType.CLOCK_SKEW);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    var components = api.getComponents();
    components.addSecurityScheme(
        SCHEME,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme(SCHEME)
            .bearerFormat("mesh_<id>_<secret>")
            .description(
                "An API token, made with \"./mesh token create\". Its scopes say what it may do:"
                    + " keys:read to look, keys:guest, keys:infra or keys:admin to mint, regenerate"
                    + " and revoke keys of that tier."));
    components.addSchema(PROBLEM, problem());
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(KeyApiDescription::describe));
  }

  private static void describe(Operation operation) {
    var responses = operation.getResponses();
    responses.getAPIResponses().keySet().stream()
        .filter(status -> !status.startsWith("2"))
        .toList()
        .forEach(responses::removeAPIResponse);
    var byStatus =
        problems(String.valueOf(operation.getOperationId())).stream()
            .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach(
        (status, types) -> responses.addAPIResponse(status.toString(), response(types)));
    Optional.ofNullable(operation.getParameters())
        .orElse(List.of())
        .forEach(KeyApiDescription::describe);
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of())));
  }

  /** Those that more than one operation takes. */
  private static void describe(Parameter parameter) {
    switch (String.valueOf(parameter.getName())) {
      case "Idempotency-Key" ->
          parameter
              .description(
                  "A name of the caller's own for this request, such as a UUID. The same request"
                      + " sent again with it is not carried out twice: it is refused with"
                      + " already-minted, which names the key (its text is not kept). Another"
                      + " request with it is refused with idempotency-key-reused.")
              .example("4d3ae5a0-6f31-4c7e-9a39-0a4a54b8f3c1")
              .schema(
                  OASFactory.createSchema()
                      .addType(Schema.SchemaType.STRING)
                      .minLength(1)
                      .maxLength(255)
                      .pattern("^[!-~]+$"));
      case "caption" ->
          parameter
              .description(
                  "Writes beneath the QR code, in both pictures, whom the key is for, until when and"
                      + " which server it joins. Never the key.")
              .schema(
                  OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN).defaultValue(false));
      default -> {
        // The annotations say it all.
      }
    }
  }

  private static Set<ProblemType> problems(String operation) {
    var problems = EnumSet.copyOf(OF_ALL);
    switch (operation) {
      case "mintKey" -> {
        problems.addAll(OF_HEADSCALE);
        problems.addAll(OF_A_MINT);
        problems.add(ProblemType.WRONG_CONTENT_TYPE);
      }
      case "regenerateKey" -> {
        problems.addAll(OF_HEADSCALE);
        problems.addAll(OF_A_MINT);
        problems.add(ProblemType.NOT_FOUND);
      }
      case "revokeKey" -> {
        problems.addAll(OF_HEADSCALE);
        problems.addAll(
            Set.of(ProblemType.NOT_FOUND, ProblemType.KEY_NOT_LIVE, ProblemType.KEY_IN_FLIGHT));
      }
      case "showKey" -> problems.add(ProblemType.NOT_FOUND);
      default -> {
        // Every operation answers those of all.
      }
    }
    return problems;
  }

  private static APIResponse response(List<ProblemType> types) {
    var media = OASFactory.createMediaType();
    media.setSchema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM));
    for (var type : types) {
      media.addExample(
          type.slug(), OASFactory.createExample().summary(type.title()).value(example(type)));
    }
    return OASFactory.createAPIResponse()
        .description(
            types.stream()
                .map(type -> type.title() + " (" + type.slug() + ").")
                .collect(Collectors.joining(" ")))
        .content(OASFactory.createContent().addMediaType("application/problem+json", media));
  }

  private static Map<String, Object> example(ProblemType type) {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", type.urn());
    example.put("title", type.title());
    example.put("status", type.status());
    example.put("detail", "What happened, and what to do next.");
    return example;
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description(
            "A refusal (RFC 9457). Branch on \"type\"; show \"detail\" to a person. There may be"
                + " members beside these, such as \"limit\" or \"known\".")
        .required(List.of("type", "title", "status", "detail"))
        .addProperty(
            "type",
            text("Which problem it is.")
                .enumeration(
                    Arrays.stream(ProblemType.values()).<Object>map(ProblemType::urn).toList()))
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
