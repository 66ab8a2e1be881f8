package org.veilor.mesh.key;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.veilor.mesh.books.BooksProblem;
import org.veilor.mesh.identity.IdentityProblem;
import org.veilor.mesh.problem.ApiProblems;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.publish.ProvenPolicy;
import org.veilor.mesh.upstream.HeadscaleProblem;

/**
 * What the annotations of {@link KeyResource} cannot say without drowning it: with which problems
 * each operation answers, and parameters that several take. Public because the build makes one.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class KeyApiDescription implements OASFilter {
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

  private static final List<ProblemType> OF_HEADSCALE =
      List.of(
          BooksProblem.ANOTHER_HEADSCALE,
          HeadscaleProblem.HEADSCALE_REFUSED,
          HeadscaleProblem.HEADSCALE_BROKEN_ANSWER,
          HeadscaleProblem.HEADSCALE_UNAVAILABLE,
          HeadscaleProblem.HEADSCALE_UNAUTHORISED,
          HeadscaleProblem.HEADSCALE_TOO_OLD,
          HeadscaleProblem.HEADSCALE_TIMEOUT);

  private static final List<ProblemType> OF_A_MINT =
      List.of(
          KeyProblem.LIVE_KEY_EXISTS,
          KeyProblem.KEY_IN_FLIGHT,
          KeyProblem.ALREADY_MINTED,
          KeyProblem.IDEMPOTENCY_KEY_REUSED,
          KeyProblem.CLOCK_SKEW,
          ProvenPolicy.NOT_PROVEN);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(KeyApiDescription::describe));
  }

  private static void describe(Operation operation) {
    var problems = problems(String.valueOf(operation.getOperationId()));
    if (!problems.isEmpty()) {
      ApiProblems.describe(operation, problems);
    }
    Optional.ofNullable(operation.getParameters())
        .orElse(List.of())
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

  /** Empty for another feature's operation. */
  private static List<ProblemType> problems(String operation) {
    return switch (operation) {
      case "mintKey" ->
          with(List.of(OF_HEADSCALE, OF_A_MINT, List.of(GeneralProblem.WRONG_CONTENT_TYPE)));
      case "regenerateKey" ->
          with(List.of(OF_HEADSCALE, OF_A_MINT, List.of(GeneralProblem.NOT_FOUND)));
      case "revokeKey" ->
          with(
              List.of(
                  OF_HEADSCALE,
                  List.of(
                      GeneralProblem.NOT_FOUND,
                      KeyProblem.KEY_NOT_LIVE,
                      KeyProblem.KEY_IN_FLIGHT)));
      case "showKey" -> with(List.of(List.of(GeneralProblem.NOT_FOUND)));
      case "listKeys" -> OF_ALL;
      default -> List.of();
    };
  }

  private static List<ProblemType> with(List<List<ProblemType>> more) {
    return Stream.concat(OF_ALL.stream(), more.stream().flatMap(List::stream)).toList();
  }
}
