package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machine with {@code tag:edge}: a real Traefik in its namespace, and {@link Whoami} behind it.
 * Traefik sees callers by their mesh addresses, as in production.
 */
public final class Edge {
  private static final int BACKEND = 8000;
  private static final int WEB_SOCKETS = 8001;

  private final Machine machine;
  private final LabSite site;
  private final Path folder;
  private final String program;
  private Child traefik;
  private final Map<String, String> routes = new TreeMap<>();

  private Edge(Machine machine, LabSite site, String program) {
    this.machine = machine;
    this.site = site;
    this.folder = site.folderFor("traefik");
    this.program = program;
    write("traefik.yaml", staticConfiguration(""));
    write("routes/routes.yaml", "");
    machine.listens(BACKEND);
    machine.traffic().speakWebSocket(WEB_SOCKETS);
    this.traefik = runs();
  }

  private Child runs() {
    String config = "--configfile=" + folder.resolve("traefik.yaml");
    Child started =
        machine.traffic().runs("serves by Traefik", "traefik.log", List.of(program, config));
    started.untilReady(Duration.ofSeconds(20), () -> machine.reaches("127.0.0.1", 443));
    return started;
  }

  static Edge start(Machine machine, LabSite site) {
    return new Edge(machine, site, Parts.TRAEFIK.orNotShown("a service behind the edge"));
  }

  /**
   * Asks this gate before every request from now on, by the configuration that is shipped: only the
   * gate's address is another, for it is not on the edge itself.
   */
  public Edge guardedBy(URI gate) {
    try {
      String shipped = Files.readString(Path.of("acl/traefik/no-guest.yml"));
      write("routes/no-guest.yml", shipped.replace("http://127.0.0.1:8087", gate.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(
        "traefik.yaml",
        staticConfiguration(
            ", http: { middlewares: [\"no-guest@file\"], aliasHeadersStrategy: delete }"));
    traefik.ends(Duration.ofSeconds(15));
    traefik = runs();
    return this;
  }

  public Machine machine() {
    return machine;
  }

  /** Serves this name over TLS on 443, with a certificate of its own and a DNS record. */
  public Edge serves(String vhost) {
    EdgeCertificate made = EdgeCertificate.make(vhost, folder, site.authorities());
    return route(vhost, "websecure", "service: whoami, tls: {}", made);
  }

  /** Serves this name without TLS on port 80, with a DNS record. */
  public Edge servesPlain(String vhost) {
    return route(vhost, "web", "service: whoami", null);
  }

  /** The same for what speaks WebSocket: {@code WebSocketEcho} is behind it. */
  public Edge servesWebSocket(String vhost) {
    return route(vhost, "web", "service: websocket", null);
  }

  private Edge route(String vhost, String entryPoint, String tls, EdgeCertificate certificate) {
    String router =
        "    \"%s\": { rule: 'Host(`%s`)', entryPoints: [%s], %s }\n"
            .formatted(vhost + "-" + entryPoint, vhost, entryPoint, tls);
    String pair =
        certificate == null
            ? ""
            : "    - { certFile: %s, keyFile: %s }\n"
                .formatted(certificate.certificate(), certificate.key());
    routes.put(router, pair);
    write("routes/routes.yaml", dynamicConfiguration());
    site.headscale().record(vhost, machine.addresses().getFirst());
    traefik.untilReady(Duration.ofSeconds(15), () -> routed(vhost + "-" + entryPoint));
    return this;
  }

  /** Traefik reads the file when it sees it change: its own API says when it has the route. */
  private boolean routed(String router) {
    Answer answer = machine.fetches("http://127.0.0.1:8099/api/http/routers/" + router + "@file");
    return answer.status() == 200 && answer.body().contains("\"status\":\"enabled\"");
  }

  /** Name and version from the program itself, for {@link Shown}: {@code traefik 3.7.15}. */
  public String version() {
    return Parts.TRAEFIK.nameAndVersion();
  }

  /** What Traefik wrote, its access log with it. */
  public String logs() {
    return traefik.log();
  }

  private static String staticConfiguration(String more) {
    return """
    global: { checkNewVersion: false, sendAnonymousUsage: false }
    entryPoints:
      websecure: { address: ":443"MORE }
      web: { address: ":80"MORE }
      traefik: { address: "127.0.0.1:8099" }
    api: { insecure: true, dashboard: false }
    providers: { file: { directory: %s/routes, watch: true } }
    accessLog: {}
    """
        .replace("MORE", more);
  }

  private String dynamicConfiguration() {
    String certificates = String.join("", routes.values());
    return "http:\n  routers:\n"
        + String.join("", routes.keySet())
        + "  services:\n    whoami: { loadBalancer: { servers: [ { url: 'http://127.0.0.1:"
        + BACKEND
        + "' } ] } }\n"
        + "    websocket: { loadBalancer: { servers: [ { url: 'http://127.0.0.1:"
        + WEB_SOCKETS
        + "' } ] } }\n"
        + (certificates.isEmpty() ? "" : "tls:\n  certificates:\n" + certificates);
  }

  private void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Path fresh = folder.resolve("fresh");
      Files.writeString(fresh, text.replace("%s", folder.toString()));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
