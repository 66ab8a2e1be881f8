package org.veilor.mesh.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.upstream.HeadscaleProblems;

/** Takes a machine off the mesh, and writes that down whether or not it came off. */
@ApplicationScoped
class RemoveNode {
  private static final Logger LOG = Logger.getLogger(RemoveNode.class);

  private final HeadscaleNodes headscale;
  private final RemovalBook book;
  private final Event<NodesChanged> changed;

  RemoveNode(HeadscaleNodes headscale, RemovalBook book, Event<NodesChanged> changed) {
    this.headscale = headscale;
    this.book = book;
    this.changed = changed;
  }

  void remove(OwnedNode owned, Actor actor) {
    book.requireWritable();
    var failure = failure(owned.node());
    if (failure.isPresent()) {
      throw refused(owned, actor, failure.get());
    }
    try {
      write(owned, actor, AuditEvent.OK);
    } finally {
      changed.fire(new NodesChanged());
    }
  }

  /** Empty if the machine is gone, whatever Headscale answered. */
  private Optional<Problem> failure(Node node) {
    try {
      headscale.deleteNode(node.id());
      return Optional.empty();
    } catch (HeadscaleException e) {
      return e.failure().mayHaveTakenEffect() && isGone(node)
          ? Optional.empty()
          : Optional.of(HeadscaleProblems.of(e));
    }
  }

  /** Not if nobody can tell: then the first failure is what the caller hears of. */
  private boolean isGone(Node node) {
    try {
      return headscale.nodes().nodes().stream().noneMatch(it -> it.id().equals(node.id()));
    } catch (HeadscaleException e) {
      return false;
    }
  }

  private Problem refused(OwnedNode owned, Actor actor, Problem problem) {
    try {
      write(owned, actor, problem.type().slug());
    } catch (RuntimeException e) {
      problem.addSuppressed(e);
    }
    return problem;
  }

  /** What the audit log does not take stands at least in the server's. */
  private void write(OwnedNode owned, Actor actor, String result) {
    try {
      book.write(actor, owned, result);
    } catch (RuntimeException e) {
      LOG.errorf(
          "node.remove of node %s by %s %s ended with %s, which the audit log does not have",
          owned.node().id(), actor.kind(), actor.name(), result);
      throw e;
    }
  }
}
