package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.books.HeadscaleSighting;
import org.veilor.mesh.gate.MeshNode;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.key.KeyOwners;
import org.veilor.mesh.key.KeyOwners.Joining;

/** Headscale's nodes, each with whoever its key was minted for. */
@ApplicationScoped
class NodesNow {
  private final HeadscaleOfRecord books;
  private final HeadscaleNodes headscale;
  private final KeyOwners owners;

  /** Whose a node is never changes; asked once for each. Empty for no key of ours. */
  private Map<Joining, String> users = Map.of();

  /**
   * @param asked when Headscale was asked
   */
  record Nodes(Instant asked, List<MeshNode> nodes) {}

  /** Another Headscale answers than the one that our keys are known to. */
  static final class AnotherHeadscale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnotherHeadscale(String sentence) {
      super(sentence);
    }
  }

  NodesNow(HeadscaleOfRecord books, HeadscaleNodes headscale, KeyOwners owners) {
    this.books = books;
    this.headscale = headscale;
    this.owners = owners;
  }

  /**
   * By one caller at a time. Fails with {@link HeadscaleException}, with {@link AnotherHeadscale},
   * or as the database does.
   */
  Nodes read() {
    refuseAnother(books.recent());
    var snapshot = headscale.nodes();
    // Not by the look of before: another may have come since, and its machines would stand in for
    // ours until the bound.
    refuseAnother(books.look());
    users = users(snapshot.nodes().stream().flatMap(it -> Joining.of(it).stream()).toList());
    var nodes =
        snapshot.nodes().stream()
            .map(it ->
                new MeshNode(
                    it.givenName(),
                    Joining.of(it).map(users::get).orElse(""),
                    it.ipAddresses(),
                    it.tags(),
                    it.expiry()))
            .toList();
    return new Nodes(snapshot.asked(), nodes);
  }

  private static void refuseAnother(HeadscaleSighting seen) {
    if (seen instanceof HeadscaleSighting.Another another) {
      throw new AnotherHeadscale(another.sentence());
    }
  }

  /** What went wrong, for the admin. */
  static String sentence(RuntimeException e) {
    return switch (e) {
      case HeadscaleException failure -> String.valueOf(failure.getMessage());
      case AnotherHeadscale another -> String.valueOf(another.getMessage());
      case IllegalStateException wrong -> String.valueOf(wrong.getMessage());
      default -> "the database does not answer (%s)".formatted(e.getClass().getSimpleName());
    };
  }

  private Map<Joining, String> users(List<Joining> joinings) {
    var asked =
        owners.of(joinings.stream().filter(it -> !users.containsKey(it)).distinct().toList());
    var all = new HashMap<Joining, String>();
    for (var it : joinings) {
      var user = asked.get(it);
      all.put(it, user != null ? user.text() : users.getOrDefault(it, ""));
    }
    return all;
  }
}
