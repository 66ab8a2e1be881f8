package org.veilor.mesh.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.reach.HeadscaleJudge;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.RandomQuery;
import org.veilor.mesh.tier.Tag;

/** Machines in a real Headscale's books, each of which is made what a counterexample speaks of. */
final class FakeMachines implements AutoCloseable {
  /** The truths' hosts have the lowest addresses: there, any tag is given to a machine. */
  private static final int FIRST = 12;

  private static final Map<String, String> KINDS =
      Map.of(
          "tag:guest", "100.64.0.13",
          "tag:infra", "100.64.0.14",
          "tag:admin", "100.64.0.15",
          "tag:edge", "100.64.0.16",
          "alice@'s machine", "100.64.0.19",
          "bob@'s machine", "100.64.0.20",
          "any user's machine", "100.64.0.19",
          "the internet", "8.8.8.8");

  private final HeadscaleJudge headscale;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> tags = new HashMap<>();

  /** What Headscale says of a counterexample, or why it cannot be asked. */
  sealed interface Answer {
    record Confirmed() implements Answer {}

    record Denied(RandomQuery query) implements Answer {}

    record NotAsked(String why) implements Answer {}
  }

  FakeMachines(Path binaries, Path folder) {
    var machines = new ArrayList<List<String>>();
    for (int i = 0; i < FIRST; i++) {
      machines.add(List.of("tag:guest"));
    }
    for (var tag : List.of("tag:guest", "tag:infra", "tag:admin", "tag:edge")) {
      machines.add(List.of(tag));
    }
    // Two more, so that the next is alice's.
    machines.add(List.of("tag:guest"));
    machines.add(List.of("tag:guest"));
    machines.add(List.of());
    machines.add(List.of());
    headscale = new HeadscaleJudge(binaries, folder, machines);
    for (var node : headscale.ask("GET", "/api/v1/node", null).path("nodes")) {
      for (var address : node.path("ipAddresses")) {
        ids.put(address.asText(), node.path("id").asText());
      }
    }
  }

  String version() {
    return headscale.version();
  }

  Answer ask(WrittenPolicy policy, Counterexample example) {
    var from = example.source().map(Object::toString).orElse(KINDS.get(example.from().text()));
    if (!ids.containsKey(from)) {
      return new Answer.NotAsked("a source that no machine here has: " + from);
    }
    if (!Set.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP).contains(example.protocol())) {
      return new Answer.NotAsked("no test of " + Protocol.name(example.protocol()));
    }
    int port = example.port().orElseThrow();
    if (port == 0) {
      return new Answer.NotAsked("no test of port 0");
    }
    give(from, example.from());
    var to = to(example).orElseThrow(() -> new AssertionError(example));
    if (ids.containsKey(to) && !to.equals(from)) {
      whose(example).ifPresent(it -> give(to, it));
    }
    var query = new RandomQuery(from, to, Protocol.name(example.protocol()), port);
    var asked = policy.textWith(Map.of("tests", List.of(query.asTest())));
    return headscale.denied(asked, List.of(query)).isEmpty()
        ? new Answer.Confirmed()
        : new Answer.Denied(query);
  }

  private static Optional<String> to(Counterexample example) {
    var to = example.to();
    return to.address().map(Object::toString).or(() -> Optional.ofNullable(KINDS.get(to.whose())));
  }

  /** A server's counterexample is one only if an admin is there. */
  private static Optional<Tag> whose(Counterexample example) {
    return example.to().address().isPresent() && example.from() == Tag.INFRA
        ? Optional.of(Tag.ADMIN)
        : Optional.empty();
  }

  private void give(String address, Tag tag) {
    var id = ids.get(address);
    if (!tag.text().equals(tags.put(id, tag.text()))) {
      headscale.ask("POST", "/api/v1/node/" + id + "/tags", Map.of("tags", List.of(tag.text())));
    }
  }

  @Override
  public void close() {
    headscale.close();
  }
}
