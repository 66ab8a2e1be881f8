package org.veilor.mesh.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
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
  void aClientCanBeWrittenFromIt() {
    var options = new ParseOptions();
    options.setResolve(true);
    var read =
        new OpenAPIV3Parser()
            .readContents(given().get("/q/openapi?format=yaml").asString(), null, options);
    assertThat(read.getMessages()).as("what the validator has to say").isEmpty();
    var api = read.getOpenAPI();
    assertThat(api.getComponents().getSecuritySchemes().get("bearer").getScheme())
        .isEqualTo("bearer");
    api.getPaths()
        .forEach((path, item) -> item.readOperations().forEach(OpenApiTest::assertComplete));
    Schema<?> minted = api.getComponents().getSchemas().get("MintedKey");
    assertThat(minted.getRequired()).contains("id", "key", "joinCommand", "qr");
    var next =
        (Schema<?>) api.getComponents().getSchemas().get("KeyPage").getProperties().get("next");
    assertThat(next.getTypes()).containsExactlyInAnyOrder("string", "null");
  }

  private static void assertComplete(Operation operation) {
    var name = operation.getOperationId();
    assertThat(operation.getSecurity()).as(name).anyMatch(way -> way.containsKey("bearer"));
    assertThat(operation.getResponses())
        .as(name)
        .containsKeys("400", "401", "403", "406", "413", "429", "500", "503");
    operation
        .getResponses()
        .forEach((status, answer) -> {
          if (!status.startsWith("2")) {
            var problem = answer.getContent().get("application/problem+json");
            assertThat(problem.getSchema().get$ref()).endsWith("/Problem");
            assertThat(problem.getExamples()).as(name + " " + status).isNotEmpty();
            problem
                .getExamples()
                .keySet()
                .forEach(slug -> assertThat(answer.getDescription()).contains("(" + slug + ")"));
          }
        });
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> parameter.getName().equals("Idempotency-Key"))
          .forEach(parameter -> {
            assertThat(parameter.getDescription()).contains("already-minted");
            assertThat(parameter.getExample()).isNotNull();
          });
    }
  }
}
