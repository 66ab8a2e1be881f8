package org.veilor.mesh.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.upstream.HeadscaleProblems;

/**
 * The door to the machines on the mesh. Every method checks what the caller may do, fails with a
 * {@link Problem} whose text can be shown to a person, and waits for Headscale, so none runs inside
 * a caller's transaction.
 */
@ApplicationScoped
public class Nodes {
  private static final Comparator<Node> BY_NAME =
      Comparator.comparing(Node::givenName).thenComparing(Node::id);

  private final HeadscaleOfRecord headscales;
  private final HeadscaleNodes headscale;
  private final NodeOwners owners;
  private final RemoveNode removal;

  Nodes(
      HeadscaleOfRecord headscales,
      HeadscaleNodes headscale,
      NodeOwners owners,
      RemoveNode removal) {
    this.headscales = headscales;
    this.headscale = headscale;
    this.owners = owners;
    this.removal = removal;
  }

  /** By name. The whole list comes from Headscale each time, which offers no part of it. */
  @Transactional(TxType.NEVER)
  public ListedNodes list(Caller caller, NodeFilter filter) {
    if (!caller.may(Scope.KEYS_READ)) {
      throw mayNot("list machines", Scope.KEYS_READ.text());
    }
    headscales.require();
    var all = read().stream().filter(filter::takes).sorted(BY_NAME).toList();
    return new ListedNodes(owners.of(all.stream().limit(filter.limit()).toList()), all.size());
  }

  /**
   * Takes a machine off the mesh at Headscale; when this returns, the gate has read that too, if
   * Headscale answered it. Of two callers at once both may be told that it went.
   *
   * @return the machine as it was
   */
  @Transactional(TxType.NEVER)
  public OwnedNode remove(Caller caller, String id) {
    headscales.requireNow();
    var owned = owners.of(List.of(findFor(caller, id))).getFirst();
    removal.remove(owned, caller.actor());
    return owned;
  }

  /** A machine that the caller has nothing to do with is, to that caller, not there. */
  private Node findFor(Caller caller, String id) {
    var node =
        read().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow(Nodes::notFound);
    if (OwnedNode.mayRemove(caller, node)) {
      return node;
    }
    if (!caller.may(Scope.KEYS_READ)) {
      throw notFound();
    }
    var needed =
        OwnedNode.toRemove(node.tags()).stream()
            .map(Scope::text)
            .sorted()
            .collect(Collectors.joining(" and "));
    throw mayNot("take this machine off the mesh", needed);
  }

  private List<Node> read() {
    try {
      return headscale.nodes().nodes();
    } catch (HeadscaleException e) {
      throw HeadscaleProblems.of(e);
    }
  }

  /** In the same words for a machine that is not there and one that is not the caller's to see. */
  static Problem notFound() {
    return new Problem(
        GeneralProblem.NOT_FOUND,
        "No machine on the mesh has this id: ./mesh node list shows those there are.");
  }

  private static Problem mayNot(String what, String scopes) {
    return new Problem(
        GeneralProblem.FORBIDDEN, "To %s a token needs the scope %s.".formatted(what, scopes));
  }
}
