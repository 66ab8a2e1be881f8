package org.veilor.mesh.headscale;

/**
 * The machines that have joined. Every call blocks, for at most {@link Headscale#patience()}, so
 * call it from a worker or virtual thread, and never inside a database transaction that others wait
 * for. Every failure is a {@link HeadscaleException}; its {@link HeadscaleFailure} says whether the
 * call may have taken effect all the same.
 */
public interface HeadscaleNodes {
  /**
   * All of them, as they were at one moment. An answer that cannot be read is a failure, never an
   * empty list.
   */
  NodeSnapshot nodes();

  /**
   * Takes the machine off the mesh. An unknown id counts as done. An id is Headscale's: decimal
   * digits. Anything else is an {@link IllegalArgumentException}.
   */
  void deleteNode(String id);
}
