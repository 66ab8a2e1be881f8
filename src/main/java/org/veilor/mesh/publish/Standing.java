package org.veilor.mesh.publish;

import java.time.Instant;
import java.util.Optional;
import org.veilor.mesh.policy.ReachDiff;

/** How Headscale's policy compares with the one that was published. */
public sealed interface Standing {
  /** Whether whatever it lets through was promised: only then a key may be minted. */
  boolean isProven();

  /** For the admin: what is the case, and what to do. */
  String sentence();

  /** Headscale has the published one, or one of the same meaning. */
  record AsPublished(long version, boolean fileMode) implements Standing {
    @Override
    public boolean isProven() {
      return true;
    }

    @Override
    public String sentence() {
      return "Version %d is in force, and proven.".formatted(version)
          + (fileMode
              ? " Headscale reads it from a file (policy.mode: file): none can be put there, and it does not tell whether it has loaded the file's last change, so reload Headscale after each."
              : "");
    }
  }

  /**
   * Somebody else gave Headscale another one.
   *
   * @param hash of the text that was found, which is kept under it
   * @param breach what of the promises it breaks; empty if it breaks none
   * @param allowsAll the worst of all: everybody reaches everything
   * @param diff who gains and who loses what by it, unless it cannot be read
   */
  record Foreign(
      long version,
      String hash,
      Optional<String> breach,
      boolean allowsAll,
      Optional<ReachDiff> diff,
      boolean fileMode)
      implements Standing {
    @Override
    public boolean isProven() {
      return breach.isEmpty();
    }

    @Override
    public String sentence() {
      var what =
          allowsAll
              ? "ALLOW-ALL: in Headscale everybody reaches everything."
              : "Headscale has another policy than version %d.".formatted(version);
      return what
          + breach.filter(_ -> !allowsAll).map(it -> " It is not proven: " + it).orElse("")
          + diff.filter(_ -> !allowsAll).map(it -> " By it " + it.summary() + ".").orElse("")
          + (fileMode
              ? " Headscale reads it from a file (policy.mode: file): correct that file, and reload Headscale."
              : " To put version %d back, run: ./mesh policy rollback %d --reason drift"
                  .formatted(version, version));
    }
  }

  /**
   * Nobody has published anything yet.
   *
   * @param why nothing is about to be; empty if it is
   */
  record NothingPublished(boolean allowsAll, Optional<String> why) implements Standing {
    @Override
    public boolean isProven() {
      return false;
    }

    @Override
    public String sentence() {
      return "No policy was published yet"
          + (allowsAll ? ", and in Headscale everybody reaches everything" : "")
          + why.map(it -> ". " + it).orElse("; that of the file is about to be.");
    }
  }

  /** Headscale did not say what it has, or the record could not be read. */
  record Unknown(String why) implements Standing {
    @Override
    public boolean isProven() {
      return false;
    }

    @Override
    public String sentence() {
      return "Whether the policy in force is proven is not known: " + why;
    }
  }

  /**
   * @param at when it was found
   */
  record Seen(Standing standing, Instant at) {}
}
