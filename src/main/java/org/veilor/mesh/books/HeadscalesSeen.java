package org.veilor.mesh.books;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Whom the books were kept with, and who answers now.
 *
 * @param trouble why nobody answers, as a sentence; empty if somebody does
 */
public record HeadscalesSeen(
    Optional<String> ofRecord, Optional<String> answering, Optional<String> trouble) {

  /** In JSON too. True also before the first look: whoever answers then is the right one. */
  @JsonProperty
  public boolean agree() {
    return answering.isPresent() && ofRecord.map(answering.get()::equals).orElse(true);
  }

  /** What an admin does about it; empty if there is nothing to do. */
  public Optional<String> advice() {
    if (ofRecord.isEmpty() || answering.isEmpty() || agree()) {
      return Optional.empty();
    }
    return Optional.of(new HeadscaleSighting.Another(ofRecord.get(), answering.get()).sentence());
  }
}
