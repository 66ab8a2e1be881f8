package org.veilor.mesh.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.veilor.mesh.lab.Machine;

/**
 * What a guest could send to get behind the gate at a vhost that is not theirs: raw bytes to
 * Traefik, from the guest's own machine. None is to be let through.
 */
final class GuestTricks {
  /** Sends each line's bytes and prints the name and the first line of each answer. */
  private static final String SENDER =
      """
      import base64, socket, ssl, sys
      from concurrent.futures import ThreadPoolExecutor
      def send(line):
          name, port, sni, raw = line.rstrip("\\n").split("\\t")
          try:
              s = socket.create_connection((sys.argv[2], int(port)), timeout=5)
              if sni:
                  context = ssl._create_unverified_context()
                  s = context.wrap_socket(s, server_hostname=sni)
              s.sendall(base64.b64decode(raw))
              s.settimeout(1.5)
              got = b""
              try:
                  while len(got) < 65536:
                      piece = s.recv(65536)
                      if not piece: break
                      got += piece
              except OSError: pass
              firsts = [l for l in got.split(b"\\r\\n") if l.startswith(b"HTTP/1")]
              return name + ": " + b" | ".join(firsts).decode("latin-1")
          except OSError as e:
              return name + ": " + type(e).__name__
      with ThreadPoolExecutor(40) as pool:
          print("\\n".join(pool.map(send, open(sys.argv[1]))))
      """;

  private record Trick(String name, int port, String sni, String raw) {
    String line() {
      var bytes = Base64.getEncoder().encodeToString(raw.getBytes(StandardCharsets.ISO_8859_1));
      return name + "\t" + port + "\t" + sni + "\t" + bytes + "\n";
    }
  }

  private final String admin;
  private final List<Trick> tricks = new ArrayList<>();

  /**
   * @param admin an admin's mesh address
   */
  GuestTricks(String admin) {
    this.admin = admin;
    headers();
    hosts();
    requestLines();
    framing();
  }

  int size() {
    return tricks.size();
  }

  /** Sends all of them; what came back, one line for each. */
  String send(Machine guest, String edge, Path folder) {
    try {
      var lines = new StringBuilder();
      tricks.forEach(it -> lines.append(it.line()));
      var file = Files.writeString(folder.resolve("tricks"), lines);
      var script = Files.writeString(folder.resolve("send.py"), SENDER);
      return guest
          .runs("tries to get through", "python3", script.toString(), file.toString(), edge)
          .out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void headers() {
    for (var header :
        List.of(
            "X-Forwarded-For: " + admin,
            "X-Forwarded-For: " + admin + "\r\nX-Forwarded-For: " + admin,
            "X_Forwarded_For: " + admin,
            "X-Real-Ip: " + admin + "\r\nForwarded: for=" + admin,
            "CF-Connecting-IP: " + admin + "\r\nTrue-Client-IP: " + admin,
            "X-Forwarded-Host: live.veilor",
            "X-Forwarded-Host: x.veilor\r\nX_Forwarded_Host: x.veilor",
            "X-Original-URL: https://x.veilor/\r\nX-Original-Host: x.veilor",
            "Connection: close, X-Forwarded-For, X-Forwarded-Host",
            "Connection: close, x-forwarded-host\r\nX-Forwarded-Host: x.veilor",
            "X-Mesh-Tier: admin\r\nX-Mesh-Node: admin\r\nX_Mesh_Tier: admin",
            "X-Forwarded-Method: OPTIONS\r\nX-Forwarded-Uri: /health",
            "X-Forwarded-Prefix: /\r\nX-Forwarded-Proto: javascript:",
            "User-Agent: kube-probe/1.30",
            "Authorization: Basic %%%\r\nCookie: =;=;\"\r\nProxy-Authorization: x",
            "X-HTTP-Method-Override: OPTIONS",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "Accept: " + "a".repeat(9000),
            "X-Long: " + "a".repeat(60_000))) {
      both("header " + tricks.size(), "GET / HTTP/1.1\r\nHost: HOST\r\n" + header + "\r\n\r\n");
    }
  }

  private void hosts() {
    for (var host :
        List.of(
            "HOST",
            "SYS.Veilor",
            "WIRE.Veilor",
            "HOST.",
            "HOST..",
            "HOST:443",
            "HOST:80",
            "HOST:0443",
            "HOST:",
            "a@HOST",
            "HOST@x.veilor",
            "x.veilor@HOST",
            "HOST, x.veilor",
            "x.veilor:80.HOST",
            "HOST\t",
            "HOST\r\nHost: x.veilor",
            "x.veilor\r\nHost: HOST",
            "[HOST]",
            "HOST%2e")) {
      both("host " + tricks.size(), "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }
  }

  private void requestLines() {
    for (var line :
        List.of(
            "GET http://HOST/ HTTP/1.1\r\nHost: x.veilor",
            "GET http://HOST/ HTTP/1.1\r\nHost: live.veilor",
            "GET http://x.veilor@HOST/ HTTP/1.1\r\nHost: x.veilor",
            "GET //x.veilor/ HTTP/1.1\r\nHost: HOST",
            "GET /authz/traefik/vhost/x.veilor?vhost=x.veilor&tier=admin HTTP/1.1\r\nHost: HOST",
            "GET /..%2f..;/#x HTTP/1.1\r\nHost: HOST",
            "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: HOST",
            "OPTIONS * HTTP/1.1\r\nHost: HOST",
            "OPTIONS / HTTP/1.1\r\nHost: HOST\r\nOrigin: https://x.veilor\r\nAccess-Control-Request-Method: GET",
            "CONNECT HOST:443 HTTP/1.1\r\nHost: HOST",
            "TRACE / HTTP/1.1\r\nHost: HOST",
            "HEAD / HTTP/1.1\r\nHost: HOST",
            "get / HTTP/1.1\r\nHost: HOST",
            "PURGE / HTTP/1.1\r\nHost: HOST",
            "GET / HTTP/1.0\r\nHost: HOST",
            "GET / HTTP/1.0",
            "PROXY TCP4 " + admin + " 10.0.0.1 1 443\r\nGET / HTTP/1.1\r\nHost: HOST")) {
      both("line " + tricks.size(), line + "\r\n\r\n");
    }
  }

  private void framing() {
    var inner = "GET / HTTP/1.1\r\nHost: HOST\r\n\r\n";
    both("pipelined", "GET / HTTP/1.1\r\nHost: OWN\r\n\r\n" + inner);
    both(
        "length and chunks",
        "POST / HTTP/1.1\r\nHost: OWN\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + inner);
    both(
        "chunks spelled oddly",
        "POST / HTTP/1.1\r\nHost: OWN\r\nTransfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
            + inner);
    both("folded", "GET / HTTP/1.1\r\nHost: OWN\r\n\tHost: HOST\r\nX: y\r\n HOST\r\n\r\n");
    both("body on", "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\n\r\nabc");
  }

  /** On both ports, and by TLS once under its own name and once under the guest's. */
  private void both(String name, String raw) {
    tricks.add(new Trick(name + " plain", 80, "", named(raw, "wire.veilor", "live.veilor")));
    tricks.add(new Trick(name + " tls", 443, "x.veilor", named(raw, "sys.veilor", "x.veilor")));
  }

  private static String named(String raw, String wanted, String own) {
    return raw.replace("HOST", wanted).replace("OWN", own);
  }
}
