package org.veilor.mesh.bench;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.function.Supplier;

/** What something holds of the heap that nothing else holds. */
final class Retained {
  private static final int COPIES = 16;

  private Retained() {}

  /**
   * Of one, by sixteen: by what is free once they are let go of. Between the two looks nothing is
   * built, whose leavings would count.
   */
  static long kilobytes(Supplier<?> one) {
    var held = new Object[COPIES];
    Arrays.setAll(held, _ -> one.get());
    long with = used();
    Arrays.fill(held, null);
    long bytes = (with - used()) / held.length;
    Reference.reachabilityFence(one);
    Reference.reachabilityFence(held);
    if (bytes <= 0) {
      throw new IllegalStateException("Nothing holds " + bytes + " bytes: not measured.");
    }
    return (bytes + 512) / 1024;
  }

  /** Once another collection takes no more: what one only lets go of, the next takes. */
  private static long used() {
    long now = Long.MAX_VALUE;
    long before;
    do {
      before = now;
      System.gc();
      now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    } while (now < before);
    return now;
  }
}
