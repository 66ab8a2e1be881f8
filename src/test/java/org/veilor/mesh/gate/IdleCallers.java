package org.veilor.mesh.gate;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;

/** Many connections that bring nothing, in a process of their own: each end is a descriptor. */
final class IdleCallers {
  private IdleCallers() {}

  /** Port and number. Keeps them until it is ended. */
  public static void main(String... args) throws IOException {
    var open = new ArrayList<Socket>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      open.add(new Socket("127.0.0.1", Integer.parseInt(args[0])));
    }
    System.out.println("open " + open.stream().filter(it -> !it.isClosed()).count());
    System.in.read();
  }
}
