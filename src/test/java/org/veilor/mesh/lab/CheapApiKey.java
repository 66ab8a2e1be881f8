package org.veilor.mesh.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Headscale compares its API key with a bcrypt hash on every call, at cost 10 (0.29): 60 ms of a
 * processor, which was a third of what all these tests cost together. Here the stored hash becomes
 * one of the same key at cost 4, the least that it takes. The key is checked as before; what a call
 * costs is measured by {@code ./mesh bench}, on hashes as Headscale makes them.
 */
public final class CheapApiKey {
  private static final int LEAST_COST = 4;
  private static final String BEGINNING = "hskey-api-";
  private static final int PREFIX = 12;

  private CheapApiKey() {}

  /** Headscale may be running: it reads the row anew on every call. */
  public static void in(Path database, String key) {
    int end = BEGINNING.length() + PREFIX;
    String prefix = key.substring(BEGINNING.length(), end);
    String secret = key.substring(end + 1);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var wait = connection.createStatement();
        var update = connection.prepareStatement("update api_keys set hash = ? where prefix = ?")) {
      wait.execute("pragma busy_timeout = 10000");
      update.setBytes(
          1, BCrypt.withDefaults().hashToString(LEAST_COST, secret.toCharArray()).getBytes(UTF_8));
      update.setString(2, prefix);
      if (update.executeUpdate() != 1) {
        throw new LabFailure("Headscale has no API key " + prefix);
      }
    } catch (SQLException e) {
      throw new LabFailure("The API key's hash could not be replaced", e);
    }
  }
}
