package org.veilor.mesh.key;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.veilor.mesh.books.BooksProblem;
import org.veilor.mesh.identity.ApiOperations;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.publish.ProvenPolicy;

/**
 * What the annotations of {@link KeyResource} cannot say without drowning it: with which problems
 * each operation answers, and parameters that several take. Public because the build makes one.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class KeyApiDescription implements OASFilter {
  private static final List<ProblemType> OF_A_MINT =
      with(
          BooksProblem.OF_A_CALL,
          KeyProblem.LIVE_KEY_EXISTS,
          KeyProblem.KEY_IN_FLIGHT,
          KeyProblem.ALREADY_MINTED,
          KeyProblem.IDEMPOTENCY_KEY_REUSED,
          KeyProblem.CLOCK_SKEW,
          ProvenPolicy.NOT_PROVEN);

  private static final Map<String, List<ProblemType>> PROBLEMS =
      Map.of(
          "listKeys", List.of(),
          "showKey", List.of(GeneralProblem.NOT_FOUND),
          "mintKey", with(OF_A_MINT, GeneralProblem.WRONG_CONTENT_TYPE),
          "regenerateKey", with(OF_A_MINT, GeneralProblem.NOT_FOUND),
          "revokeKey",
              with(
                  BooksProblem.OF_A_CALL,
                  GeneralProblem.NOT_FOUND,
                  KeyProblem.KEY_NOT_LIVE,
                  KeyProblem.KEY_IN_FLIGHT));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    ApiOperations.describe(api, PROBLEMS);
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .flatMap(operation -> Optional.ofNullable(operation.getParameters()).stream())
        .flatMap(List::stream)
        .forEach(KeyApiDescription::describe);
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

  private static List<ProblemType> with(List<ProblemType> those, ProblemType... more) {
    return Stream.concat(those.stream(), Stream.of(more)).toList();
  }
}
