package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.veilor.mesh.key.QrCode;
import org.veilor.mesh.key.TerminalQr;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Prints keys as the API tells them. */
final class KeyPrinter {
  private static final String STAND_IN =
      "STAND-IN: there is no Headscale behind this server, so no machine can join with its keys.";
  private static final String ROW = "%-36s  %-7s  %-5s  %-20s  %-20s  %s%n";

  private final PrintWriter out;
  private final boolean json;
  private final boolean standIn;

  KeyPrinter(CommandSpec spec, OutputOption output, boolean standIn) {
    this.out = spec.commandLine().getOut();
    this.json = output.json();
    this.standIn = standIn;
  }

  /** A key that was just minted: the one time that its text is seen. */
  void minted(JsonNode key) {
    if (json) {
      out.println(key.toPrettyString());
      return;
    }
    labelStandIn();
    out.println(TerminalQr.of(QrCode.of(key.path("key").asText()), Ansi.AUTO.enabled()));
    field("key", key.path("key").asText());
    field("for", key.path("subject").asText() + ", joins as " + list(key.path("tags")));
    field("until", key.path("expiresAt").asText() + ", for one machine");
    field("join", key.path("joinCommand").asText());
    field("id", key.path("id").asText());
    out.println();
    out.println("The key is shown this once. If it is lost: ./mesh key regenerate " + id(key));
  }

  void one(JsonNode key) {
    if (json) {
      out.println(key.toPrettyString());
      return;
    }
    labelStandIn();
    field("id", id(key));
    field("state", state(key));
    field("for", key.path("subject").asText());
    field("tier", key.path("tier").asText() + ", joins as " + list(key.path("tags")));
    field("made", key.path("createdAt").asText());
    field("until", key.path("expiresAt").asText());
    if (key.hasNonNull("endedAt")) {
      field("ended", key.path("endedAt").asText());
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
    labelStandIn();
    if (page.path("items").isEmpty()) {
      out.println("No keys.");
      return;
    }
    out.printf(ROW, "ID", "STATE", "TIER", "SUBJECT", "UNTIL", "NODE");
    for (var key : page.path("items")) {
      out.printf(
          ROW,
          id(key),
          key.path("state").asText(),
          key.path("tier").asText(),
          key.path("subject").asText(),
          seconds(key.path("expiresAt").asText()),
          key.path("usedBy").path("name").asText(""));
    }
    if (page.hasNonNull("next")) {
      out.println("More: --cursor " + page.path("next").asText());
    }
  }

  private void labelStandIn() {
    if (standIn) {
      out.println(STAND_IN);
    }
  }

  private void field(String name, String value) {
    out.printf("%-8s %s%n", name, value);
  }

  private static String id(JsonNode key) {
    return key.path("id").asText();
  }

  private static String state(JsonNode key) {
    var reason = key.path("reason").asText("");
    var state = key.path("state").asText();
    return reason.isEmpty() || reason.equalsIgnoreCase(state) ? state : state + " (" + reason + ")";
  }

  private static String seconds(String instant) {
    return instant.replaceFirst("\\.\\d+Z$", "Z");
  }

  private static String list(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
