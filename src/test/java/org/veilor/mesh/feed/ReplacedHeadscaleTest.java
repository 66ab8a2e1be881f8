package org.veilor.mesh.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.books.SwappedHeadscale;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.headscale.NodeSnapshot;
import org.veilor.mesh.key.KeyOwners;
import org.veilor.mesh.publish.KeptInDatabase;
import org.veilor.mesh.publish.TruthInForce;

/** Another Headscale's machines are nobody here, whenever it comes. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class ReplacedHeadscaleTest {
  private static final String GUEST = "100.64.0.5";

  @Inject Gate gate;
  @Inject KeyOwners owners;
  @Inject TruthInForce truth;
  @Inject Clock clock;

  private final SwappedHeadscale headscale = new SwappedHeadscale();
  private String tag = "tag:guest";
  private Runnable whileListing = () -> {};
  private GateFeed feed;

  @BeforeEach
  void knows_the_first() {
    gate.forget();
    var nodes =
        new HeadscaleNodes() {
          @Override
          public NodeSnapshot nodes() {
            whileListing.run();
            return new NodeSnapshot(clock.instant(), List.of(phone()));
          }

          @Override
          public void deleteNode(String id) {
            throw new UnsupportedOperationException();
          }
        };
    var table =
        new TableInForce(truth) {
          @Override
          Optional<Table> read() {
            return Optional.of(new Table(1, List.of(), List.of()));
          }
        };
    feed = new GateFeed(new NodesNow(headscale.books(clock), nodes, owners), table, gate, clock);
    assertThat(feed.refresh()).isTrue();
    tag = "tag:admin";
  }

  @AfterEach
  void forgets() {
    gate.forget();
  }

  @Test
  void its_machines_are_not_read_and_what_is_known_grows_old() {
    var readAt = gate.snapshot().orElseThrow().readAt();
    headscale.swap();
    refusesTo(readAt);
  }

  /** The look before may have been the last moment of the first one. */
  @Test
  void one_that_comes_while_its_machines_are_listed_is_found_out() {
    var readAt = gate.snapshot().orElseThrow().readAt();
    whileListing = headscale::swap;
    refusesTo(readAt);
  }

  @Test
  void the_first_is_read_again_when_it_is_back() {
    headscale.swap();
    assertThat(feed.refresh()).isFalse();
    headscale.swapBack();
    assertThat(feed.refresh()).isTrue();
    assertThat(feed.trouble()).isEmpty();
    assertThat(gate.wouldDecide(GUEST, "x.veilor").tier()).isEqualTo("admin");
  }

  private void refusesTo(Instant readAt) {
    assertThat(feed.refresh()).isFalse();
    assertThat(feed.trouble()).hasValueSatisfying(it -> assertThat(it).contains("adopt"));
    assertThat(gate.snapshot().orElseThrow().readAt()).isEqualTo(readAt);
    assertThat(gate.wouldDecide(GUEST, "x.veilor").tier()).isEqualTo("guest");
  }

  private Node phone() {
    return new Node(
        "1",
        "phone",
        "phone",
        List.of(GUEST),
        List.of(tag),
        Optional.empty(),
        clock.instant(),
        Optional.empty(),
        Optional.empty(),
        true);
  }
}
