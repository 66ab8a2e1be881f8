package org.veilor.mesh.problem;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Walks from a failure to what lies under it. */
public final class Causes {
  private Causes() {}

  /** The failure, its causes and what was suppressed on the way, nearest first, each once. */
  public static Set<Throwable> of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Throwable> inOrder = new LinkedHashSet<>();
    Deque<Throwable> next = new ArrayDeque<>();
    next.add(failure);
    while (!next.isEmpty()) {
      Throwable current = next.remove();
      if (!seen.add(current)) {
        continue;
      }
      inOrder.add(current);
      if (current.getCause() != null) {
        next.add(current.getCause());
      }
      next.addAll(List.of(current.getSuppressed()));
    }
    return inOrder;
  }
}
