package org.veilor.mesh.headscale;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A Headscale that misbehaves as it is told. */
final class FakeHeadscale implements BeforeEachCallback {
  static final String API_KEY = "hskey-api-abcdefghijkl-" + "k".repeat(64);

  private WireMockServer server;

  /** One serves all tests: to start it takes longer than most of them. JUnit closes it. */
  private record Shared(WireMockServer server) implements AutoCloseable {
    @Override
    public void close() {
      server.stop();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.create(FakeHeadscale.class))
            .computeIfAbsent(Shared.class, k -> new Shared(fresh()), Shared.class)
            .server();
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    isOfLine("0.29");
  }

  private static WireMockServer fresh() {
    return new WireMockServer(
        WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  }

  TestConfig config() {
    return TestConfig.at(server.baseUrl(), API_KEY);
  }

  void stop() {
    server.stop();
  }

  WireMockServer wireMock() {
    return server;
  }

  void isOfLine(String line) {
    answersVersion(Fixture.json(line, "version").path("version").asText());
  }

  void answersVersion(String version) {
    server.stubFor(
        get(urlEqualTo("/version")).willReturn(json(200, "{\"version\":\"" + version + "\"}")));
  }

  /** Everything but the version, from now on. */
  void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlPathMatching("/api/.*")).willReturn(answer));
  }

  /** How often anything but the version was asked. */
  int calls() {
    return server.findAll(anyRequestedFor(urlPathMatching("/api/.*"))).size();
  }

  int versionCalls() {
    return server.findAll(anyRequestedFor(urlEqualTo("/version"))).size();
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return typed(status, "application/json", body);
  }

  static ResponseDefinitionBuilder typed(int status, String type, String body) {
    return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
  }
}
