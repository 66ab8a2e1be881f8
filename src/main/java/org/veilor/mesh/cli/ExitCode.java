package org.veilor.mesh.cli;

/** How a command ends. Scripts may rely on these. */
final class ExitCode {
  static final int OK = 0;

  /** The server said no, or a check found something wrong. */
  static final int REFUSED = 1;

  /** The command line itself is wrong; picocli's own code as well. */
  static final int USAGE = 2;

  /** A file that was given is not there, or not what it should be. */
  static final int UNREADABLE = 2;

  /** The server or its database cannot be reached: trying again later may help. */
  static final int NOT_REACHED = 3;

  /** A part of the audit log itself is gone. */
  static final int LOST = 4;

  private ExitCode() {}
}
