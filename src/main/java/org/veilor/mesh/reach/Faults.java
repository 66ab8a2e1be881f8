package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;

/** What a reader found: what Headscale refuses, and what we do not know. */
final class Faults {
  /** More help nobody. */
  private static final int MOST = 50;

  final List<RulesFault> refused = new ArrayList<>();
  final List<RulesFault> unknown = new ArrayList<>();

  void refuse(Json at, String path, String sentence) {
    refuse(at.line(), at.column(), path, sentence);
  }

  void refuse(int line, int column, String path, String sentence) {
    if (refused.size() < MOST) {
      refused.add(new RulesFault(line, column, path, sentence));
    }
  }

  void unknown(int line, int column, String path, String sentence) {
    unknown.add(new RulesFault(line, column, path, sentence));
  }
}
