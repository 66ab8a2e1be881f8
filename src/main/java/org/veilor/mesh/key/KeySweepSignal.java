package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says that the next tick should sweep, whatever the interval: something may have been left behind.
 */
@Singleton
class KeySweepSignal {
  private final AtomicBoolean wanted = new AtomicBoolean(true);

  void soon() {
    wanted.set(true);
  }

  boolean take() {
    return wanted.getAndSet(false);
  }
}
