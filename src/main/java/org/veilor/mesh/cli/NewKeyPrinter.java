package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.veilor.mesh.qr.QrCode;
import org.veilor.mesh.qr.TerminalQr;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a key that was just minted: the one time that its text is seen. */
record NewKeyPrinter(CommandSpec spec, NewKeyOutput output, Screen screen, TimeText time) {
  void print(JsonNode key) {
    var out = spec.commandLine().getOut();
    switch (output.format()) {
      case json -> out.println(key.toPrettyString());
      case text -> out.println(key.path("key").asText());
      case table -> out.print(table(key));
    }
    out.flush();
  }

  private String table(JsonNode key) {
    var id = key.path("id").asText();
    return picture(key.path("key").asText())
        + field("key", key.path("key").asText())
        + field("for", key.path("subject").asText() + ", joins as " + KeyPrinter.tags(key))
        + field("until", time.both(Instant.parse(key.path("expiresAt").asText())))
        + field("id", id)
        + field("join", key.path("joinCommand").asText())
        + "%nThe key is for one machine and is shown this once. If it is lost:%n".formatted()
        + "  ./mesh key regenerate %s%n".formatted(id);
  }

  private String picture(String text) {
    if (!output.qr()) {
      return "";
    }
    var code = QrCode.of(text);
    var columns = TerminalQr.of(code, false).indexOf('\n');
    return columns > screen.width()
        ? "(The QR code needs %d columns; this terminal has %d.)%n"
            .formatted(columns, screen.width())
        : TerminalQr.of(code, screen.colour());
  }

  private static String field(String name, String value) {
    return "%-8s %s%n".formatted(name, value);
  }
}
