package org.veilor.mesh.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Collectors;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;

/**
 * A body that is not the JSON we ask for. The answer says where and what is asked for; it never
 * repeats the body, which may hold a secret sent to the wrong address.
 */
@Provider
final class UnreadableJson extends ProblemMapper<MismatchedInputException> {
  private static final int LONGEST_NAME = 64;

  @Override
  protected Problem problem(MismatchedInputException failure) {
    return of(failure);
  }

  static Problem of(JacksonException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case InvalidFormatException format -> wrongType(format);
      case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
          wrongType(mismatch);
      case MismatchedInputException _ ->
          new Problem(
              GeneralProblem.INVALID_REQUEST, "Send one JSON object as the body; this is none.");
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          Problem.invalid(field(mapping), "The value of " + field(mapping) + " cannot be used.");
      default -> malformed(failure);
    };
  }

  private static Problem malformed(JacksonException failure) {
    var place = failure.getLocation();
    if (place == null) {
      return new Problem(GeneralProblem.INVALID_REQUEST, "The body is not JSON.");
    }
    return new Problem(
            GeneralProblem.INVALID_REQUEST,
            "The body is not JSON: it breaks off or goes wrong at line %d, column %d."
                .formatted(place.getLineNr(), place.getColumnNr()))
        .with("line", place.getLineNr())
        .with("column", place.getColumnNr());
  }

  private static Problem unknownField(UnrecognizedPropertyException failure) {
    List<String> known =
        failure.getKnownPropertyIds() == null
            ? List.of()
            : failure.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    return Problem.invalid(
            field(failure),
            "There is no field %s. The fields are: %s."
                .formatted(field(failure), String.join(", ", known)))
        .with("known", known);
  }

  private static Problem wrongType(MismatchedInputException failure) {
    return Problem.invalid(
        field(failure),
        "The value of %s has the wrong type: %s is asked for."
            .formatted(field(failure), asked(failure.getTargetType())));
  }

  private static String asked(Class<?> type) {
    if (type == null) {
      return "another one";
    }
    if (type.isEnum()) {
      return "one of "
          + List.of(type.getEnumConstants()).stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    return switch (type.getSimpleName()) {
      case "String" -> "a text";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      case "Duration" -> "an ISO 8601 duration such as PT24H";
      case "Instant" -> "an ISO 8601 instant such as 2026-01-31T12:00:00Z";
      case "List", "ArrayList", "Set", "Collection" -> "a list";
      default -> "an object";
    };
  }

  private static String field(JsonMappingException failure) {
    String path =
        failure.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."));
    // A field's name is the caller's text as well: enough of it to find it, and nothing odd.
    String plain = path.replaceAll("[^\\p{Alnum}_.\\-\\[\\]]", "?");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "...";
  }
}
