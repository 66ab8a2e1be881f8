package org.veilor.mesh.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEntry;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;
import org.veilor.mesh.audit.AuditTrail;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleFailure;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.TimedOut;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.headscale.NodeSnapshot;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.problem.Problem;

/** What goes wrong while a machine is taken off the mesh. */
@QuarkusTest
class NodeFaultsTest {
  private static final Caller CALLER =
      new Caller(Actor.system("test"), "system", Set.of(Scope.KEYS_GUEST));

  @Inject HeadscaleOfRecord headscales;
  @Inject NodeOwners owners;
  @Inject RemovalBook book;
  @Inject AuditTrail trail;
  @Inject Event<NodesChanged> changed;
  @Inject Told told;

  private final String id = String.valueOf(Math.abs(UUID.randomUUID().getMostSignificantBits()));
  private final Faulty headscale = new Faulty(id);

  /** Counts. */
  @Singleton
  static class Told {
    final AtomicInteger times = new AtomicInteger();

    void changed(@Observes NodesChanged nodes) {
      times.incrementAndGet();
    }
  }

  /** One machine; a deletion that ends as it is told, with or without effect. */
  private static final class Faulty implements HeadscaleNodes {
    final List<Node> nodes = new ArrayList<>();
    HeadscaleFailure onDelete;
    HeadscaleFailure onList;
    boolean effect;
    int lists;

    Faulty(String id) {
      nodes.add(
          new Node(
              id,
              "phone",
              "phone",
              List.of("100.64.0.5"),
              List.of("tag:guest"),
              Optional.empty(),
              Instant.EPOCH,
              Optional.empty(),
              Optional.empty(),
              false));
    }

    @Override
    public NodeSnapshot nodes() {
      lists++;
      if (onList != null) {
        throw new HeadscaleException(onList);
      }
      return new NodeSnapshot(Instant.EPOCH, nodes);
    }

    @Override
    public void deleteNode(String id) {
      if (onDelete == null || effect) {
        nodes.removeIf(it -> it.id().equals(id));
      }
      if (onDelete != null) {
        throw new HeadscaleException(onDelete);
      }
    }
  }

  @BeforeEach
  void nobodyWasTold() {
    told.times.set(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_failure_after_the_deed_is_looked_at_and_gone_is_gone(boolean slow) {
    headscale.onDelete = slow ? new TimedOut() : new Broken("status 500", true, true);
    headscale.effect = true;

    assertThat(nodes(book).remove(CALLER, id).node().id()).isEqualTo(id);

    assertThat(results()).containsExactly("ok");
    assertThat(told.times).hasValue(1);
  }

  @Test
  void a_500_without_effect_is_a_failure_on_record() {
    headscale.onDelete = new Broken("status 500, database is locked", true, true);

    assertThat(refusal(nodes(book)).type().slug()).isEqualTo("headscale-broken-answer");

    assertThat(results()).containsExactly("headscale-broken-answer");
    assertThat(told.times).hasValue(0);
    headscale.onDelete = null;
    nodes(book).remove(CALLER, id);
    assertThat(results()).containsExactly("ok", "headscale-broken-answer");
  }

  @Test
  void who_was_away_at_the_deed_is_not_asked_whether_it_was_done() {
    headscale.onDelete = new Unreachable();

    assertThat(refusal(nodes(book)).type().slug()).isEqualTo("headscale-unavailable");

    assertThat(headscale.lists).isEqualTo(1);
    assertThat(results()).containsExactly("headscale-unavailable");
  }

  @Test
  void if_nobody_can_tell_the_first_failure_is_told() {
    headscale.onDelete = new TimedOut();
    var nodes =
        new Nodes(headscales, headscale, owners, new RemoveNode(awayAfterwards(), book, changed));

    assertThat(refusal(nodes).type().slug()).isEqualTo("headscale-timeout");

    assertThat(results()).containsExactly("headscale-timeout");
  }

  @Test
  void a_list_that_does_not_come_ends_it_before_anything_is_touched() {
    headscale.onList = new Unreachable();

    assertThat(refusal(nodes(book)).type().slug()).isEqualTo("headscale-unavailable");

    assertThat(results()).isEmpty();
  }

  @Test
  void what_could_not_be_written_down_is_not_done() {
    var lost = new Log(true);

    assertThatThrownBy(() -> nodes(new RemovalBook(lost)).remove(CALLER, id))
        .isInstanceOf(IllegalStateException.class);

    assertThat(headscale.nodes).hasSize(1);
    assertThat(told.times).hasValue(0);
  }

  @Test
  void a_log_that_breaks_after_the_deed_is_told_and_the_gate_hears_of_it_all_the_same() {
    var lost = new Log(false);

    assertThatThrownBy(() -> nodes(new RemovalBook(lost)).remove(CALLER, id))
        .isInstanceOf(IllegalStateException.class);

    assertThat(headscale.nodes).isEmpty();
    assertThat(told.times).hasValue(1);
  }

  /** An audit log that takes nothing, and may say so before. */
  private record Log(boolean says) implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      throw new IllegalStateException("lost");
    }

    @Override
    public void requireWritable() {
      if (says) {
        throw new IllegalStateException("lost");
      }
    }
  }

  private HeadscaleNodes awayAfterwards() {
    return new HeadscaleNodes() {
      @Override
      public NodeSnapshot nodes() {
        throw new HeadscaleException(new Unreachable());
      }

      @Override
      public void deleteNode(String node) {
        headscale.deleteNode(node);
      }
    };
  }

  private Nodes nodes(RemovalBook with) {
    return new Nodes(headscales, headscale, owners, new RemoveNode(headscale, with, changed));
  }

  private Problem refusal(Nodes nodes) {
    return catchThrowableOfType(Problem.class, () -> nodes.remove(CALLER, id));
  }

  private List<String> results() {
    return trail
        .list(new AuditTrail.Query("node.remove", "node:" + id, OptionalLong.empty(), 10))
        .items()
        .stream()
        .map(AuditEntry::result)
        .toList();
  }
}
