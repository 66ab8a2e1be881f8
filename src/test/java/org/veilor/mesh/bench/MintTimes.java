package org.veilor.mesh.bench;

import java.util.ArrayList;
import java.util.List;

/** Gathers the turns of one way at one concurrency. */
final class MintTimes {
  private final String name;
  private final int concurrency;
  private final List<Double> each = new ArrayList<>();
  private double millis;

  MintTimes(String name, int concurrency) {
    this.name = name;
    this.concurrency = concurrency;
  }

  void add(MintLoad.Turn turn) {
    each.addAll(turn.each());
    millis += turn.millis();
  }

  MintFigures figures() {
    var sorted = each.stream().sorted().toList();
    return new MintFigures(
        name,
        concurrency,
        rounded(sorted.get(sorted.size() / 2)),
        rounded(sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1)),
        rounded(sorted.size() / millis * 1000));
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
