package org.veilor.mesh.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Dynamic configuration for Traefik's file provider (3.7): the gate before every vhost on the edge.
 */
final class TraefikFile {
  static final String GATE = "mesh-gate";

  private TraefikFile() {}

  static String yaml(Truth truth) {
    var routers = new LinkedHashMap<String, Object>();
    var services = new LinkedHashMap<String, Object>();
    var own = new StringBuilder();
    for (var service : truth.services()) {
      if (!GateTable.isBehind(service)) {
        continue;
      }
      var vhost = service.vhost().orElseThrow();
      if (service.backend().isEmpty()) {
        own.append("# ")
            .append(vhost)
            .append(" has no backend here: give your own router for it the middleware ")
            .append(GATE)
            .append("@file.\n");
        continue;
      }
      routers.put(vhost, router(service, vhost));
      services.put(
          vhost,
          Map.of(
              "loadBalancer",
              Map.of("servers", List.of(Map.of("url", url(truth, service.backend().get()))))));
    }
    var http = new LinkedHashMap<String, Object>();
    http.put("middlewares", Map.of(GATE, Map.of("forwardAuth", gate())));
    if (!routers.isEmpty()) {
      http.put("routers", routers);
      http.put("services", services);
    }
    return "# " + Artefacts.MADE + "\n" + own + dump(Map.of("http", http));
  }

  private static Map<String, Object> gate() {
    var gate = new LinkedHashMap<String, Object>();
    gate.put("address", "http://127.0.0.1:8087/authz/traefik");
    // X-Forwarded-For is then the one address that Traefik itself saw.
    gate.put("trustForwardHeader", false);
    // Nothing else of the client's reaches the gate: no cookies, no passwords.
    gate.put("authRequestHeaders", List.of("Accept"));
    gate.put("authResponseHeaders", List.of("X-Mesh-Node", "X-Mesh-Role", "X-Mesh-User"));
    gate.put("maxResponseBodySize", 8192);
    return gate;
  }

  private static Map<String, Object> router(Service service, String vhost) {
    var router = new LinkedHashMap<String, Object>();
    router.put("rule", "Host(`" + vhost + "`)");
    router.put("entryPoints", List.of(entryPoint(service.port())));
    router.put("middlewares", List.of(GATE));
    router.put("service", vhost);
    if (service.port() == 443) {
      router.put("tls", Map.of());
    }
    return router;
  }

  /** Traefik's usual names; others by their port. */
  private static String entryPoint(int port) {
    return switch (port) {
      case 80 -> "web";
      case 443 -> "websecure";
      default -> "port-" + port;
    };
  }

  private static String url(Truth truth, Service.Backend backend) {
    var address =
        truth.host(backend.host()).map(Host::addresses).map(List::getFirst).orElse(backend.host());
    return backend.scheme()
        + "://"
        + (address.contains(":") ? "[" + address + "]" : address)
        + ":"
        + backend.port();
  }

  private static String dump(Object value) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(value);
  }
}
