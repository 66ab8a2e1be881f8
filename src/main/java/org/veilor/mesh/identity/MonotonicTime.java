package org.veilor.mesh.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;

/**
 * A bucket's time from the cache's ticker: setting the clock back neither locks out nor lets in.
 */
record MonotonicTime(Ticker ticker) implements TimeMeter {
  @Override
  public long currentTimeNanos() {
    return ticker.read();
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
