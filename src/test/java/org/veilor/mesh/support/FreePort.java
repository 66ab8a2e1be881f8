package org.veilor.mesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** For a part that must come back at the port it had: port 0 would give it another each time. */
public final class FreePort {
  private FreePort() {}

  public static int find() {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
