package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;

/** Prints keys as the API tells them; never a key's text. */
final class KeyPrinter {
  private static final Table TABLE =
      new Table(
          List.of("ID", "STATE", "TIER", "SUBJECT", "UNTIL", "LEFT", "NODE"),
          Set.of("SUBJECT", "NODE"));
  // The last of a UUID of version 7: its beginning is the time, much alike for all.
  private static final int SHORT_ID = 8;

  private final PrintWriter out;
  private final boolean json;
  private final Screen screen;
  private final TimeText time;

  KeyPrinter(CommandSpec spec, OutputOption output, Screen screen, TimeText time) {
    this.out = spec.commandLine().getOut();
    this.json = output.json();
    this.screen = screen;
    this.time = time;
  }

  void one(JsonNode key) {
    if (json) {
      out.println(key.toPrettyString());
      return;
    }
    field("id", key.path("id").asText());
    field("state", state(key));
    field("for", key.path("subject").asText());
    field("tier", key.path("tier").asText() + ", joins as " + tags(key));
    field("made", time.both(instant(key, "createdAt")));
    field("until", time.both(instant(key, "expiresAt")));
    if (key.hasNonNull("endedAt")) {
      field("ended", time.both(instant(key, "endedAt")));
    }
    field("prefix", key.path("prefix").asText("none: Headscale never had it"));
    var use = key.path("usedBy");
    if (use.isObject()) {
      field("node", use.path("nodeId").asText() + " " + use.path("name").asText());
      field("address", list(use.path("addresses")));
    }
  }

  void page(JsonNode page) {
    if (json) {
      out.println(page.toPrettyString());
      return;
    }
    var keys = page.path("items");
    if (keys.isEmpty()) {
      out.println("No keys.");
      return;
    }
    TABLE.print(
        out, screen, StreamSupport.stream(keys.spliterator(), false).map(this::row).toList());
    if (page.hasNonNull("next")) {
      out.println("More: --cursor " + page.path("next").asText());
    }
  }

  static String tags(JsonNode key) {
    return list(key.path("tags"));
  }

  private List<String> row(JsonNode key) {
    var id = key.path("id").asText();
    var state = key.path("state").asText();
    var until = instant(key, "expiresAt");
    return List.of(
        id.substring(Math.max(0, id.length() - SHORT_ID)),
        state,
        key.path("tier").asText(),
        key.path("subject").asText(),
        TimeText.seconds(until),
        state.equals("LIVE") ? time.distance(until) : "",
        key.path("usedBy").path("name").asText(""));
  }

  private void field(String name, String value) {
    out.printf("%-8s %s%n", name, value);
  }

  private static String state(JsonNode key) {
    var reason = key.path("reason").asText("");
    var state = key.path("state").asText();
    return reason.isEmpty() || reason.equalsIgnoreCase(state) ? state : state + " (" + reason + ")";
  }

  private static Instant instant(JsonNode key, String member) {
    return Instant.parse(key.path(member).asText());
  }

  private static String list(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
