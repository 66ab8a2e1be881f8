package org.veilor.mesh.cli;

import java.util.List;

/** What a truth changes, as the comment on a pull request. */
final class DiffMarkdown {
  private static final int SHORTEST_FENCE = 3;

  private DiffMarkdown() {}

  static String of(TwoPolicies diff) {
    var text = new StringBuilder();
    if (diff.isRefused()) {
      text.append("**This policy would be refused.**\n\n").append(block("", diff.faults()));
    } else {
      text.append("**What this changes:**\n\n").append(block("", diff.reach()));
    }
    if (!diff.lines().isEmpty()) {
      text.append("\n<details><summary>Line by line</summary>\n\n")
          .append(block("diff", diff.lines().lines().toList()))
          .append("\n</details>\n");
    }
    return text.toString();
  }

  /** Whatever somebody wrote into a note stays in it: the fence is longer than any within. */
  private static String block(String language, List<String> lines) {
    int longest = SHORTEST_FENCE - 1;
    for (var line : lines) {
      int run = 0;
      for (char c : line.toCharArray()) {
        run = c == '`' ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
    }
    var fence = "`".repeat(longest + 1);
    return fence + language + "\n" + String.join("\n", lines) + "\n" + fence + "\n";
  }
}
