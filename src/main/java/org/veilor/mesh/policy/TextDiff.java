package org.veilor.mesh.policy;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.List;

/** What changed between two texts, as {@code diff -u} writes it. */
public final class TextDiff {
  private static final int CONTEXT = 3;

  /** Lines that differ. Time grows with the square: some 60,000 would take half a minute. */
  private static final int MOST_TO_PAIR = 10_000;

  private TextDiff() {}

  /** Empty if nothing did. Line ends do not count. */
  public static String unified(String before, String after) {
    return unified("before", before, "after", after);
  }

  /** The same under names of one's own, each of which is one line. */
  static String unified(String nameBefore, String before, String nameAfter, String after) {
    var old = before.lines().toList();
    var patch = patch(old, after.lines().toList());
    if (patch.getDeltas().isEmpty()) {
      return "";
    }
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(nameBefore, nameAfter, old, patch, CONTEXT);
    return String.join("\n", lines) + "\n";
  }

  /** Of two that have little in common, all of the one goes and all of the other comes. */
  private static Patch<String> patch(List<String> old, List<String> now) {
    try {
      return DiffUtils.diff(old, now, new Limit());
    } catch (Limit.Reached e) {
      var whole = new Patch<String>(1);
      whole.addDelta(new ChangeDelta<>(new Chunk<>(0, old), new Chunk<>(0, now)));
      return whole;
    }
  }

  private static final class Limit implements DiffAlgorithmListener {
    @Override
    public void diffStart() {
      // Nothing has been looked at.
    }

    @Override
    public void diffStep(int differing, int most) {
      if (differing > MOST_TO_PAIR) {
        throw new Reached();
      }
    }

    @Override
    public void diffEnd() {
      // The patch says it.
    }

    private static final class Reached extends RuntimeException {
      private static final long serialVersionUID = 1L;

      private Reached() {
        super(null, null, false, false);
      }
    }
  }
}
