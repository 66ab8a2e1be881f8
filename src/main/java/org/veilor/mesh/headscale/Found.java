package org.veilor.mesh.headscale;

import java.util.Optional;
import java.util.function.Supplier;
import org.veilor.mesh.headscale.HeadscaleFailure.NotFound;

/** What is not there is an answer to some questions, and no failure. */
final class Found {
  private Found() {}

  static <T> Optional<T> orEmpty(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (HeadscaleException failed) {
      if (failed.failure() instanceof NotFound) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
