package org.veilor.mesh.publish;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.support.MintedTexts;

/** The policy API as a caller uses it. */
final class PolicyCalls {
  /** The one that is shipped. */
  static final String SHIPPED = read(Path.of("acl/mesh.yaml"));

  private final String token;

  PolicyCalls(CreateApiToken create, Scope first, Scope... others) {
    token =
        create
            .create(
                Actor.system("test"),
                "t" + UUID.randomUUID(),
                EnumSet.of(first, others),
                Optional.empty())
            .text();
    MintedTexts.rememberFrom(token);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The shipped one with one more service on the edge, at a port of its own. */
  static String with(String name, int port) {
    return SHIPPED.replace(
        "services:\n",
        "services:\n  - {vhost: %s.veilor, on: edge, port: %d, protocol: tcp, tiers: [guest]}\n"
            .formatted(name, port));
  }

  RequestSpecification call() {
    return given().header("Authorization", "Bearer " + token);
  }

  ValidatableResponse get(String path) {
    return call().get("/api/v1/policy" + path).then();
  }

  ValidatableResponse publish(String truth, String base) {
    var body = new LinkedHashMap<String, Object>();
    body.put("truth", truth);
    body.put("reason", "a test's");
    body.put("base", base);
    return post("/publish", body);
  }

  ValidatableResponse post(String path, Map<String, ?> body) {
    return call().contentType(ContentType.JSON).body(body).post("/api/v1/policy" + path).then();
  }

  /** Publishes it whatever is in force; its number. */
  long puts(String truth) {
    return publish(truth, "current").statusCode(200).extract().jsonPath().getLong("number");
  }
}
