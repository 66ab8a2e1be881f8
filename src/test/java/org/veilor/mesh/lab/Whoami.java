package org.veilor.mesh.lab;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A service behind the edge: answers every request with what it was asked and by whom, header by
 * header. It runs as a process of its own, because a thread of the tests cannot be in a namespace.
 */
final class Whoami {
  private Whoami() {}

  public static void main(String... args) throws IOException {
    for (String port : args) {
      listen(Integer.parseInt(port));
    }
    System.out.println("listening");
  }

  private static void listen(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext(
        "/",
        exchange -> {
          StringBuilder said = new StringBuilder();
          said.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
          said.append("\npeer: ").append(exchange.getRemoteAddress().getAddress().getHostAddress());
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> values.forEach(v -> said.append("\n" + name + ": " + v)));
          byte[] body = said.append('\n').toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
