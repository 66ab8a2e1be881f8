package org.veilor.mesh.headscale;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A Headscale that misbehaves as it is told. */
public final class FakeHeadscale implements BeforeEachCallback {
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

  /** Lists its nodes to a caller who does not wait for long. */
  public HeadscaleNodes nodes() {
    return config().hasty().connect().nodes();
  }

  /** What a sound one lists, with these addresses and tags. */
  public static String nodeList(Map<String, String> tagsByAddress) {
    var one = Fixture.json("0.29", "node-list").path("nodes").get(0);
    var nodes = JsonNodeFactory.instance.arrayNode();
    tagsByAddress.forEach((address, tag) -> {
      ObjectNode node = one.deepCopy();
      node.put("id", String.valueOf(nodes.size() + 1));
      node.putArray("ipAddresses").add(address);
      node.putArray("tags").add(tag);
      nodes.add(node);
    });
    return JsonNodeFactory.instance.objectNode().set("nodes", nodes).toString();
  }

  TestConfig config() {
    return TestConfig.at(server.baseUrl(), API_KEY);
  }

  public void stop() {
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
  public void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlPathMatching("/api/.*")).willReturn(answer));
  }

  /** How often anything but the version was asked. */
  int calls() {
    return server.findAll(anyRequestedFor(urlPathMatching("/api/.*"))).size();
  }

  int versionCalls() {
    return server.findAll(anyRequestedFor(urlEqualTo("/version"))).size();
  }

  public static ResponseDefinitionBuilder json(int status, String body) {
    return typed(status, "application/json", body);
  }

  static ResponseDefinitionBuilder typed(int status, String type, String body) {
    return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
  }
}
