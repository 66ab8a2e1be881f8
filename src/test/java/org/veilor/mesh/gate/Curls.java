package org.veilor.mesh.gate;

import java.net.URI;
import org.veilor.mesh.lab.Machine;

/** What a machine's curl gets. */
final class Curls {
  private Curls() {}

  /**
   * What the gate would tell Traefik of this address. Traefik's own connection comes from there.
   */
  static String gate(Machine edge, URI gate, String address, String vhost) {
    return edge.runs(
            "asks the gate",
            "curl",
            "-sS",
            "--max-time",
            "5",
            "-H",
            "X-Forwarded-For: " + address,
            "-H",
            "X-Forwarded-Host: " + vhost,
            "-w",
            " %{http_code}",
            gate + "/authz/traefik")
        .out();
  }

  static String http2(Machine machine, String vhost) {
    return machine
        .runs(
            "asks by HTTP/2",
            "curl",
            "-sS",
            "--http2",
            "--max-time",
            "8",
            "--cacert",
            machine.authorities().toString(),
            "-o",
            "/dev/null",
            "-w",
            "%{http_version} %{http_code}",
            "https://" + vhost + "/")
        .out();
  }

  /** The answer's head and the first bytes behind it. */
  static String shakesHands(Machine machine, String vhost) {
    return machine
        .runs(
            "opens a WebSocket",
            "sh",
            "-c",
            // A frame begins with a byte that is no text.
            "curl -sS -i -N --http1.1 --max-time 2 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \"$0\" | LC_ALL=C tr -cd '[:print:]\\n'",
            "http://" + vhost + "/")
        .out();
  }
}
