package org.veilor.mesh.gate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.tier.Tier;

/**
 * A gate that listens, with a small community behind it and a clock that stands still until it is
 * moved: {@code x.veilor} for guests and servers, {@code sys.veilor} for admins, {@code www.veilor}
 * for anybody, {@code cams.veilor} for the office.
 */
final class RunningGate implements AutoCloseable {
  static final String GUEST = "100.64.0.5";
  static final String ADMIN = "100.64.0.7";
  static final String INFRA = "100.64.0.9";
  static final String EDGE = "100.64.0.10";
  static final String OFFICE = "192.168.7.20";
  static final String STRANGER = "8.8.8.8";

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Gate gate;
  private final GateServer server;
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  RunningGate(Map<String, String> settings) {
    var properties = new HashMap<String, String>();
    properties.put("mesh.gate.port", "0");
    properties.putAll(settings);
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(GateConfig.class)
            .addDefaultInterceptors()
            .withDefaultValues(properties)
            .build()
            .getConfigMapping(GateConfig.class);
    gate = new Gate(config, clock(), meters);
    server = new GateServer(gate, config, new GateMetrics(meters));
    server.start();
  }

  /** Knows its community. */
  static RunningGate knowing(Map<String, String> settings) {
    var running = new RunningGate(settings);
    running.knows(nodes());
    return running;
  }

  void knows(List<MeshNode> nodes) {
    gate.replace(
        now, 1, nodes, vhosts(), List.of(new GateZone("office", List.of("192.168.7.0/24"))));
  }

  static List<MeshNode> nodes() {
    return List.of(
        node("phone", "alice", List.of(GUEST, "fd7a:115c:a1e0::5"), "tag:guest"),
        node("onyx", "root", List.of(ADMIN, "fd7a:115c:a1e0::7"), "tag:admin"),
        node("nullstone", "nullstone", List.of(INFRA), "tag:infra"),
        node("doorway", "", List.of(EDGE), "tag:edge"));
  }

  static MeshNode node(String name, String user, List<String> addresses, String... tags) {
    return new MeshNode(name, user, addresses, List.of(tags), Optional.empty());
  }

  private static List<GateVhost> vhosts() {
    return List.of(
        new GateVhost("x.veilor", Set.of(Tier.ADMIN, Tier.INFRA, Tier.GUEST), false, Set.of()),
        new GateVhost("sys.veilor", Set.of(Tier.ADMIN), false, Set.of()),
        new GateVhost("www.veilor", Set.of(Tier.ADMIN), true, Set.of()),
        new GateVhost("cams.veilor", Set.of(Tier.ADMIN), false, Set.of("office")));
  }

  int port() {
    return server.port();
  }

  void later(java.time.Duration time) {
    now = now.plus(time);
  }

  /** As Traefik asks: what this source gets of that vhost. */
  RawAnswer asks(String source, String vhost, String... more) {
    return sends("/authz/traefik", traefik(source, vhost, more));
  }

  /** The header lines that Traefik 3.7 sends, with those that are added. */
  static String traefik(String source, String vhost, String... more) {
    return "Host: 127.0.0.1:8087\r\nUser-Agent: Go-http-client/1.1\r\nX-Forwarded-For: %s\r\nX-Forwarded-Host: %s\r\nX-Forwarded-Method: GET\r\nX-Forwarded-Port: 443\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Uri: /\r\nAccept-Encoding: gzip\r\n%s"
        .formatted(source, vhost, lines(more));
  }

  static String lines(String... lines) {
    return lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
  }

  RawAnswer sends(String path, String headerLines) {
    return RawHttp.once(port(), "GET " + path + " HTTP/1.1\r\n" + headerLines + "\r\n");
  }

  /** How often it counted this reason. */
  double counted(Reason reason) {
    return meters
        .find("mesh.gate.decisions")
        .tag("reason", reason.slug())
        .functionCounters()
        .stream()
        .mapToDouble(io.micrometer.core.instrument.FunctionCounter::count)
        .sum();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public java.time.ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  @Override
  public void close() {
    server.stop();
  }
}
