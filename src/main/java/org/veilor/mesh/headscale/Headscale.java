package org.veilor.mesh.headscale;

import java.time.Duration;

/**
 * Headscale itself: who it is, which version, how it feels. What it keeps has a door for each area:
 * {@link HeadscaleKeys}, {@link HeadscaleNodes}, {@link HeadscalePolicy}.
 *
 * <p>A call blocks for at most {@link #patience()}; every failure is a {@link HeadscaleException}.
 */
public interface Headscale {
  /**
   * Who this Headscale is: the public key by which machines know it, {@code mkey:} and 64 hex
   * digits. It lasts over restarts, upgrades and a restored database; another Headscale has another
   * (0.29: {@code noise.private_key_path}).
   */
  String identity();

  /** Asks Headscale, without a key. Also tells versions that we refuse, instead of failing. */
  HeadscaleVersion version();

  /** Fails if Headscale, its database, our key for it or its version is not good. */
  void checkHealth();

  /** The longest that one call blocks, up to some repetition of what failed at once. */
  Duration patience();

  /** What {@code tailscale up --login-server} takes. */
  String loginServer();
}
