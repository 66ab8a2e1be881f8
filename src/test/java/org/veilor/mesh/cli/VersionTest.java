package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void the_version_is_that_of_the_pom() throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));

    var told = new Version().getVersion()[0];

    assertThat(told).matches("veilor-mesh [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    assertThat(pom).contains("<version>" + told.substring("veilor-mesh ".length()) + "</version>");
  }
}
