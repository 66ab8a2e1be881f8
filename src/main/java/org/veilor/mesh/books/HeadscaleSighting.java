package org.veilor.mesh.books;

import org.veilor.mesh.problem.Problem;

/** Who answered for Headscale, compared with whom the books were kept with. */
public sealed interface HeadscaleSighting {
  /** The one that the keys on record are known to. */
  record Same(String identity) implements HeadscaleSighting {}

  /**
   * Another. Its ids mean other people's keys, so nothing on record may be looked up there, and
   * nothing may be ended.
   */
  record Another(String kept, String present) implements HeadscaleSighting {
    public String sentence() {
      return ("Another Headscale answers (%s) than the one these keys are known to (%s). Nothing is"
              + " minted, revoked, swept or published until you say which is right: correct"
              + " mesh.headscale.url, or run: ./mesh headscale adopt %s")
          .formatted(present, kept, present);
    }

    Problem problem() {
      return new Problem(BooksProblem.ANOTHER_HEADSCALE, sentence());
    }
  }
}
