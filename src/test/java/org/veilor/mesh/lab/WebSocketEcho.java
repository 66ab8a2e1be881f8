package org.veilor.mesh.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A service with WebSockets behind the edge: shakes hands (RFC 6455, 4.2.2) and says one word, or
 * answers 400. A process of its own, as {@link Whoami}.
 */
final class WebSocketEcho {
  static final String WORD = "through";
  private static final String RFC_6455 = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketEcho() {}

  public static void main(String... args) throws IOException {
    try (var server = new ServerSocket(Integer.parseInt(args[0]))) {
      System.out.println("listening");
      while (true) {
        var connection = server.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      var head = head(connection.getInputStream());
      var key =
          head.lines()
              .filter(
                  line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst();
      var out = connection.getOutputStream();
      if (key.isEmpty()) {
        out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        return;
      }
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                  + accept(key.get())
                  + "\r\n\r\n")
              .getBytes(ISO_8859_1));
      // One text frame, unmasked as a server's are.
      out.write(0x81);
      out.write(WORD.length());
      out.write(WORD.getBytes(ISO_8859_1));
      out.flush();
      connection.getInputStream().read();
    } catch (IOException _) {
      // The other end has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (int c = in.read(); c >= 0 && !head.toString().endsWith("\r\n\r"); c = in.read()) {
      head.append((char) c);
    }
    return head.toString();
  }

  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + RFC_6455).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
