package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.books.HeadscaleSighting;
import org.veilor.mesh.gate.MeshNode;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.key.KeyOwners;
import org.veilor.mesh.tier.Subject;

/** Headscale's nodes, each with whoever its key was minted for. */
@ApplicationScoped
class NodesNow {
  private final HeadscaleOfRecord books;
  private final HeadscaleNodes headscale;
  private final KeyOwners owners;

  /** Whose a node is never changes; asked once for each. */
  private Map<Joined, String> users = Map.of();

  private record Joined(String node, String keyId, Instant at) {}

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
    if (books.recent() instanceof HeadscaleSighting.Another another) {
      throw new AnotherHeadscale(another.sentence());
    }
    var snapshot = headscale.nodes();
    var known = new HashMap<Joined, String>();
    var nodes =
        snapshot.nodes().stream()
            .map(it ->
                new MeshNode(
                    it.givenName(), user(it, known), it.ipAddresses(), it.tags(), it.expiry()))
            .toList();
    users = known;
    return new Nodes(snapshot.asked(), nodes);
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

  private String user(Node node, Map<Joined, String> known) {
    return node.preAuthKeyId()
        .map(key -> new Joined(node.id(), key, node.createdAt()))
        .map(joined -> {
          var user = Optional.ofNullable(users.get(joined)).orElseGet(() -> asked(joined));
          known.put(joined, user);
          return user;
        })
        .orElse("");
  }

  private String asked(Joined joined) {
    return owners.of(joined.keyId(), joined.at()).map(Subject::text).orElse("");
  }
}
