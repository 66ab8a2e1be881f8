package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The key that a command is about, by any name that tells it from the others. */
final class KeyArgument {
  private static final String UUID = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String PART_OF_ONE = "[0-9a-f-]{4,35}";
  private static final Set<String> OPEN = Set.of("LIVE", "MINTING");
  private static final String PAGE = "200";
  // 5,000 keys: more than that are told apart by the whole id.
  private static final int MOST_PAGES = 25;

  @Parameters(
      paramLabel = "KEY",
      converter = NameConverter.class,
      description =
          "The key's id, its last 4 or more characters as key list shows them, or its subject.")
  private String typed = "";

  /** Asks the server unless a whole id was typed. */
  String id(MeshApi api) {
    if (typed.matches(UUID)) {
      return typed;
    }
    var ids = matching(api);
    if (ids.isEmpty()) {
      throw ApiRefusal.notThere(
          "No key has the id or the subject %s. ./mesh key list shows them.".formatted(typed));
    }
    if (ids.size() > 1) {
      throw ApiRefusal.usage(
          "%s is more than one key; write the whole id: %s"
              .formatted(typed, String.join(", ", ids)));
    }
    return ids.iterator().next();
  }

  private Set<String> matching(MeshApi api) {
    Set<String> ids = new LinkedHashSet<>();
    try {
      ids.addAll(bySubject(api));
      var part = typed.toLowerCase(Locale.ROOT);
      if (part.matches(PART_OF_ONE)) {
        ids.addAll(byPart(api, part));
      }
    } catch (ApiRefusal refusal) {
      throw refusal.slug().equals("forbidden") ? mayNotLook(refusal) : refusal;
    }
    return ids;
  }

  private ApiRefusal mayNotLook(ApiRefusal refusal) {
    return new ApiRefusal(
        refusal.exitCode(),
        refusal.problem(),
        "To find a key by %s the token needs the scope keys:read. Write the key's whole id."
            .formatted(typed));
  }

  /**
   * Its open key, else the newest. One for each tier: a guest and an admin of one name are two
   * subjects, and which of them is meant is not guessed.
   */
  private Collection<String> bySubject(MeshApi api) {
    var keys = api.get("/api/v1/keys", Map.of("subject", typed, "limit", PAGE)).path("items");
    Map<String, String> open = new LinkedHashMap<>();
    Map<String, String> newest = new LinkedHashMap<>();
    for (var key : keys) {
      var tier = key.path("tier").asText();
      newest.putIfAbsent(tier, id(key));
      if (OPEN.contains(key.path("state").asText())) {
        open.putIfAbsent(tier, id(key));
      }
    }
    return open.isEmpty() ? newest.values() : open.values();
  }

  private static Set<String> byPart(MeshApi api, String part) {
    Set<String> found = new LinkedHashSet<>();
    Map<String, String> query = new LinkedHashMap<>(Map.of("limit", PAGE));
    for (var page = 0; page < MOST_PAGES; page++) {
      var answer = api.get("/api/v1/keys", query);
      for (var key : answer.path("items")) {
        var id = id(key);
        if (id.endsWith(part) || id.startsWith(part)) {
          found.add(id);
        }
      }
      if (!answer.hasNonNull("next")) {
        break;
      }
      query.put("cursor", answer.path("next").asText());
    }
    return found;
  }

  private static String id(JsonNode key) {
    return key.path("id").asText();
  }
}
