package org.veilor.mesh.policy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.truth.Truth;

/** Headscale's policy as text, for Headscale and for whoever reads it there. */
final class HeadscaleText {
  private HeadscaleText() {}

  static String of(Truth truth, List<Acl> acls) {
    var text = new StringBuilder();
    text.append("// ").append(Artefacts.MADE).append('\n');
    text.append(
        "// Everything that is not written here is refused. Without any rules, Headscale allows everything.\n{\n");
    text.append("  // Nobody may take a tag: machines get theirs from the key they joined with.\n");
    text.append("  \"tagOwners\": {\n");
    for (var tag : Tag.values()) {
      text.append("    ").append(quoted(tag.text())).append(": [],\n");
    }
    text.append("  },\n");
    var hosts = hosts(truth);
    if (!hosts.isEmpty()) {
      text.append("  \"hosts\": {\n");
      hosts.forEach((name, address) ->
          text.append("    %s: %s,%n".formatted(quoted(name), quoted(address)).replace("\r", "")));
      text.append("  },\n");
    }
    text.append("  \"acls\": [\n");
    acls.forEach(acl -> append(text, acl));
    return text.append("  ],\n}\n").toString();
  }

  private static Map<String, String> hosts(Truth truth) {
    var hosts = new LinkedHashMap<String, String>();
    truth.hosts().values().forEach(host -> hosts.putAll(AclCompiler.aliases(host)));
    return hosts;
  }

  private static void append(StringBuilder text, Acl acl) {
    text.append("    // ").append(acl.why()).append('\n');
    text.append("    {\n      \"action\": \"accept\",\n      \"proto\": ")
        .append(quoted(acl.protocol()));
    text.append(",\n      \"src\": [")
        .append(acl.sources().stream().map(HeadscaleText::quoted).collect(Collectors.joining(", ")))
        .append("],\n      \"dst\": [\n");
    acl.destinations().forEach(it -> append(text, it));
    text.append("      ],\n    },\n");
  }

  /** Each origin has a line of its own: one service more is one line more. */
  private static void append(StringBuilder text, Acl.Destination destination) {
    var written = "        " + quoted(destination.written()) + ",";
    text.append(written);
    var before = " // ";
    for (var origin : destination.origins()) {
      if (!destination.written().startsWith(origin.what() + ":")) {
        text.append(before).append(origin.what());
        before = "\n" + " ".repeat(written.length()) + " // ";
      }
    }
    text.append('\n');
  }

  private static String quoted(String word) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(word)) + '"';
  }
}
