package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The machine that a command is about. */
final class NodeArgument {
  private static final String ID = "[0-9]{1,20}";

  @Parameters(
      paramLabel = "NODE",
      converter = NameConverter.class,
      description = "The machine's name or its id, as node list shows them.")
  private String typed = "";

  /**
   * Asks the server for the name. Digits are an id unless a machine is called so: then nobody
   * guesses which one is meant.
   */
  String id(MeshApi api) {
    var named = named(api);
    if (typed.matches(ID)) {
      named.add(typed);
    }
    if (named.isEmpty()) {
      throw ApiRefusal.notThere(
          "No machine on the mesh is called %s. ./mesh node list shows their names and ids."
              .formatted(typed));
    }
    if (named.size() > 1) {
      throw ApiRefusal.usage(
          "%s may be more than one machine: %s. Write the id of the one that is called so, or give it another name at Headscale first."
              .formatted(typed, String.join(", ", named)));
    }
    return named.iterator().next();
  }

  /** A token that may not look needs an id. */
  private Set<String> named(MeshApi api) {
    Set<String> ids = new LinkedHashSet<>();
    try {
      for (JsonNode node : api.get("/api/v1/nodes", Map.of("name", typed)).path("items")) {
        ids.add(node.path("id").asText());
      }
    } catch (ApiRefusal refusal) {
      if (!refusal.slug().equals("forbidden")) {
        throw refusal;
      }
      if (!typed.matches(ID)) {
        throw new ApiRefusal(
            refusal.exitCode(),
            refusal.problem(),
            "To find a machine by its name the token needs the scope keys:read. Write its id.");
      }
    }
    return ids;
  }
}
