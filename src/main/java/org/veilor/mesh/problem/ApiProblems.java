package org.veilor.mesh.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The problems that an operation answers with, in the API's description. */
public final class ApiProblems {
  static final String SCHEMA = "Problem";

  private ApiProblems() {}

  /** One response for each status, one example for each type. Replaces what was there. */
  public static void describe(Operation operation, Collection<? extends ProblemType> types) {
    var responses = operation.getResponses();
    responses.getAPIResponses().keySet().stream()
        .filter(status -> !status.startsWith("2"))
        .toList()
        .forEach(responses::removeAPIResponse);
    types.stream()
        .sorted(Comparator.comparing(ProblemType::slug))
        .distinct()
        .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()))
        .forEach((status, those) -> responses.addAPIResponse(status.toString(), response(those)));
  }

  private static APIResponse response(List<? extends ProblemType> types) {
    var media = OASFactory.createMediaType();
    media.setSchema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA));
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
}
