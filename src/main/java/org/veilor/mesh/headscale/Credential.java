package org.veilor.mesh.headscale;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;

/** Our key to Headscale's API, fetched for every call so that a replaced file is seen at once. */
interface Credential {
  /** The value of the header {@code Authorization}. */
  String bearer();

  static Credential of(HeadscaleConfig config) {
    // SmallRye Config 3.16 gives a Secret that is present and holds null for a key that is not set.
    Optional<String> key = config.apiKey().map(Secret::get);
    if (key.isPresent() == config.apiKeyFile().isPresent()) {
      throw new ConfigurationException(
          "Exactly one of mesh.headscale.api-key-file and mesh.headscale.api-key must be set.");
    }
    return key.map(Credential::fixed)
        .orElseGet(() -> new InFile(config.apiKeyFile().orElseThrow()));
  }

  static Credential fixed(String key) {
    return new Fixed(checked(key, "mesh.headscale.api-key"));
  }

  private static String checked(String text, String where) {
    String key = text.strip();
    if (!InFile.ONE_WORD.matcher(key).matches()) {
      throw new HeadscaleException(new Unauthorised("There is no single key in " + where));
    }
    return "Bearer " + key;
  }

  /** A key from the configuration. */
  record Fixed(String bearer) implements Credential {
    @Override
    public String toString() {
      return "Fixed[***]";
    }
  }

  /** A key from a file. */
  record InFile(Path file) implements Credential {
    private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e]{1,1000}");

    @Override
    public String bearer() {
      try {
        return checked(Files.readString(file, StandardCharsets.US_ASCII), where());
      } catch (IOException unreadable) {
        // Not as cause, and not its words: of a file that is no text they may quote it.
        throw new HeadscaleException(
            new Unauthorised(
                "The key to Headscale's API cannot be read ("
                    + unreadable.getClass().getSimpleName()
                    + ") from "
                    + where()));
      }
    }

    private String where() {
      return file.toAbsolutePath() + ", which mesh.headscale.api-key-file names";
    }
  }
}
