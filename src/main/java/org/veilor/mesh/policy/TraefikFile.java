package org.veilor.mesh.policy;

import java.util.List;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;

/**
 * Dynamic configuration for Traefik's file provider (3.7): the gate before every vhost on the edge.
 * Written line by line: a YAML library takes longer for ten thousand services than all the rest,
 * and what is put in (vhosts, addresses, ports) is safe between quotes. Those have to be: to YAML,
 * {@code 1.e3} is a number, and it may be a vhost.
 */
final class TraefikFile {
  /** Of {@code traefik/no-guest.yml}, which is the admin's own. Without it no router is mounted. */
  static final String GATE = "no-guest";

  private TraefikFile() {}

  static String yaml(Truth truth) {
    var routers = new StringBuilder();
    var services = new StringBuilder();
    var own = new StringBuilder();
    for (var service : truth.services()) {
      if (!service.isBehindGate()) {
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
      router(routers, vhost, service.port());
      services
          .append("    \"")
          .append(vhost)
          .append("\":\n      loadBalancer:\n        servers:\n          - url: \"")
          .append(url(truth, service.backend().get()))
          .append("\"\n");
    }
    return "# "
        + Artefacts.MADE
        + "\n"
        + own
        // An empty section is an error to Traefik.
        + (routers.isEmpty() ? "" : "http:\n  routers:\n" + routers + "  services:\n" + services);
  }

  private static void router(StringBuilder routers, String vhost, int port) {
    routers
        .append("    \"")
        .append(vhost)
        .append("\":\n      rule: \"Host(`")
        .append(vhost)
        .append("`)\"\n      entryPoints: [")
        .append(entryPoint(port))
        .append("]\n      middlewares: [")
        .append(GATE)
        .append("]\n      service: \"")
        .append(vhost)
        .append("\"\n");
    if (port == 443) {
      routers.append("      tls: {}\n");
    }
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
}
