package org.veilor.mesh.join;

/**
 * What a person types to join, for a POSIX shell. It must not hold {@code --advertise-tags}:
 * Headscale 0.29 refuses that together with a key.
 */
public final class JoinCommand {
  private JoinCommand() {}

  public static String of(String loginServer, String key) {
    return "sudo tailscale up --login-server=%s --auth-key=%s".formatted(quoted(loginServer), key);
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9:/._-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
