package org.veilor.mesh.gate;

/** What the address says at which the gate was asked. */
sealed interface Asked {
  /** Who may have the vhost that this proxy's header names? */
  record ByHeader(Proxy proxy) implements Asked {}

  /** Who may have this vhost, whatever name the client sent? */
  record Pinned(Proxy proxy, String vhost) implements Asked {}

  /** What do you see of the caller? Lets nobody in. */
  record Whoami() implements Asked {}

  /** Nothing that the gate answers. */
  record Nothing(Reason reason) implements Asked {}
}
