package org.veilor.mesh.audit;

/**
 * Who did it.
 *
 * @param kind what sort of caller
 * @param name the token's name, the person's account, the operating system's user, or the part of
 *     the server
 * @param origin the caller's address, or {@code local}
 */
public record Actor(Kind kind, String name, String origin) {
  /** The sorts of caller. */
  public enum Kind {
    TOKEN,
    /** Logged in with an account of the community's. */
    PERSON,
    CLI,
    SYSTEM
  }

  /** A part of the server that acts by itself, such as {@code reconciler}. */
  public static Actor system(String part) {
    return new Actor(Kind.SYSTEM, part, "local");
  }
}
