package org.veilor.mesh.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;

/** Bytes on a socket, exactly those: no client of HTTP stands between a test and the gate. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE = 10_000;

  private final Socket socket;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE);
  }

  static RawAnswer once(int port, String request) {
    try (var connection = new RawHttp(port)) {
      connection.send(request);
      return connection.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The next answer. Our gate always says how long its body is. */
  RawAnswer answer() throws IOException {
    var in = socket.getInputStream();
    var first = line(in);
    if (first.isEmpty()) {
      return new RawAnswer(0, java.util.List.of(), "");
    }
    var headers = new ArrayList<String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    var answer = new RawAnswer(Integer.parseInt(first.split(" ")[1]), headers, "");
    var length = answer.header("Content-Length");
    var body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    return new RawAnswer(answer.status(), headers, new String(body, ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
