package org.veilor.mesh.lab;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The wire of a lab: a bridge in a namespace of its own, one link to the host, one to each machine.
 * The bridge is not on the host, so that the host's firewall and bridge filter have no say between
 * the machines, and nothing of theirs is changed.
 */
final class LabNetwork {
  /** Host part of the first machine's address. */
  private static final int FIRST = 10;

  private final Slot slot;
  private final String lan;
  private final AtomicInteger machines = new AtomicInteger();

  private LabNetwork(Slot slot) {
    this.slot = slot;
    this.lan = slot.prefix() + "lan";
  }

  static LabNetwork lay(Slot slot) {
    LabNetwork network = new LabNetwork(slot);
    network.layLan();
    return network;
  }

  private void layLan() {
    String host = slot.prefix() + "host";
    ip("netns add " + lan);
    ip("-n " + lan + " link add br0 type bridge");
    ip("-n " + lan + " link set dev br0 up");
    ip("link add " + host + " type veth peer name host netns " + lan);
    ip("-n " + lan + " link set dev host master br0 up");
    ip("addr add " + slot.address() + "/24 dev " + host);
    ip("link set dev " + host + " up");
  }

  /** A namespace with an address on the wire. The number is in its name: names may come again. */
  Namespace connect(String machine) {
    int number = machines.incrementAndGet();
    String namespace = slot.prefix() + number + "-" + machine;
    String port = "m" + number;
    int host = FIRST + (number - 1) % 240;
    ip("netns add " + namespace);
    ip("-n " + namespace + " link add eth0 type veth peer name " + port + " netns " + lan);
    ip("-n " + lan + " link set dev " + port + " master br0 up");
    ip("-n " + namespace + " addr add " + slot.network() + "." + host + "/24 dev eth0");
    ip("-n " + namespace + " link set dev lo up");
    ip("-n " + namespace + " link set dev eth0 up");
    return new Namespace(namespace);
  }

  private static void ip(String words) {
    List<String> argv = Stream.concat(Stream.of("ip"), Stream.of(words.split(" "))).toList();
    Command.run(argv.toArray(String[]::new)).orFail();
  }

  /** One machine's network. */
  record Namespace(String name) {

    /** The command as run in there. */
    List<String> inside(List<String> argv) {
      return Stream.concat(Stream.of("ip", "netns", "exec", name), argv.stream()).toList();
    }

    /**
     * The command as run in there with the mesh's resolver. The file is bound over resolv.conf in
     * the mount namespace that {@code ip netns exec} makes for this one command; the host's own is
     * not touched.
     */
    List<String> insideWithMeshNames(String resolvConf, List<String> argv) {
      String bind = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
      return inside(Stream.concat(Stream.of("sh", "-c", bind, resolvConf), argv.stream()).toList());
    }

    void remove() {
      Command.run("ip", "netns", "del", name).orFail();
    }
  }
}
