package org.veilor.mesh.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down: it stands in pom.xml alone. */
final class Version implements IVersionProvider {
  private static final String FILE = "/META-INF/veilor-mesh.properties";

  @Override
  public String[] getVersion() {
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      var built = new Properties();
      if (file != null) {
        built.load(file);
      }
      return new String[] {"veilor-mesh " + built.getProperty("version", "unknown")};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
