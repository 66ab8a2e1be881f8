package org.veilor.mesh.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;

/** Sends every datagram back to whom it came from. A process of its own, as {@link Whoami} is. */
final class Echo {
  private Echo() {}

  public static void main(String... args) throws IOException {
    for (String port : args) {
      DatagramSocket socket = new DatagramSocket(Integer.parseInt(port));
      Thread.ofPlatform().start(() -> answer(socket));
    }
    System.out.println("listening");
  }

  private static void answer(DatagramSocket socket) {
    DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
    while (true) {
      try {
        packet.setLength(1500);
        socket.receive(packet);
        socket.send(packet);
      } catch (SocketException e) {
        // An answer that found no way: the next one may.
        System.out.println(e.getMessage());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
