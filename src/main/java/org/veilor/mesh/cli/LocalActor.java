package org.veilor.mesh.cli;

import org.veilor.mesh.audit.Actor;

/** Who sits at this machine's command line. */
final class LocalActor {
  private LocalActor() {}

  /** The operating system's user. Under sudo, the one who called it: the trail names people. */
  static Actor current() {
    String sudo = System.getenv("SUDO_USER");
    String user =
        sudo == null || sudo.isBlank() ? System.getProperty("user.name", "unknown") : sudo;
    return new Actor(Actor.Kind.CLI, user, "local");
  }
}
