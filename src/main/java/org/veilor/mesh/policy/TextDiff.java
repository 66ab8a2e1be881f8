package org.veilor.mesh.policy;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What changed between two texts, as {@code diff -u} writes it. */
public final class TextDiff {
  private static final int CONTEXT = 3;

  private TextDiff() {}

  /** Empty if nothing did. Line ends do not count. */
  public static String unified(String before, String after) {
    var old = before.lines().toList();
    var patch = DiffUtils.diff(old, after.lines().toList());
    if (patch.getDeltas().isEmpty()) {
      return "";
    }
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff("before", "after", old, patch, CONTEXT);
    return String.join("\n", lines) + "\n";
  }
}
