package org.veilor.mesh.publish;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The policy is kept in a file of the test's own, which is looked at when the test says so. */
public final class KeptInFile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "mesh.policy.file", file().toString(),
        // Only two looks that see the same show that nobody is writing to it.
        "mesh.policy.file-settles", "PT5M",
        "mesh.policy.good-for", "PT0S");
  }

  private static Path file() {
    try {
      return Files.writeString(
          Files.createTempDirectory("truth").resolve("mesh.yaml"), PolicyCalls.SHIPPED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
