package org.veilor.mesh.headscale;

import java.util.Optional;

/**
 * Which Headscale we work with. Below 0.29.0 two machines that race can both join with one
 * single-use key. Up to 0.29.2 a machine that joins again with another key keeps its old tags and
 * burns the key (juanfont/headscale PR 3394, in 0.29.3).
 */
enum VersionJudgement {
  GOOD,
  WARNED,
  REFUSED;

  static VersionJudgement of(HeadscaleVersion version, boolean acceptUnknown) {
    if (!version.known()) {
      return acceptUnknown ? WARNED : REFUSED;
    }
    if (!version.isAtLeast(0, 29, 0)) {
      return REFUSED;
    }
    return version.isAtLeast(0, 29, 3) ? GOOD : WARNED;
  }

  static String refusal(HeadscaleVersion version) {
    if (!version.known()) {
      return unclear(version)
          + ", so it cannot be told whether single use of keys is safe there. Run a release, 0.29.3"
          + " or later, or set mesh.headscale.accept-unknown-version=true if you know that it is as"
          + " new as that.";
    }
    return "Headscale "
        + version
        + " is too old: before 0.29.0 two machines that race can both join with one single-use key."
        + " Upgrade it to 0.29.3 or later, one minor version at a time.";
  }

  private static String unclear(HeadscaleVersion version) {
    return "Headscale says that its version is '" + version + "'";
  }

  static Optional<String> warning(HeadscaleVersion version) {
    if (!version.known()) {
      return Optional.of(
          unclear(version)
              + ": taken for a recent one, because mesh.headscale.accept-unknown-version is set");
    }
    return version.isAtLeast(0, 29, 3)
        ? Optional.empty()
        : Optional.of(
            "Headscale "
                + version
                + " works, but a machine that joins again with another key keeps its old tags and"
                + " burns the key. Upgrade to 0.29.3 or later");
  }
}
