package org.veilor.mesh.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A change of the API shows in a diff. Rewrite the file with {@code -Dopenapi.write=true}. */
@QuarkusTest
class OpenApiTest {
  private static final Path COMMITTED = Path.of("docs/openapi.yaml");

  @Test
  void theCommittedDocumentIsTheServedOne() throws IOException {
    String served =
        given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();
    if (Boolean.getBoolean("openapi.write")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, served);
    }
    assertThat(served).isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void metricsAreServed() {
    given().get("/q/metrics").then().statusCode(200);
  }
}
