package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The number that one lab holds while it lives, by a file lock which the kernel lets go of when the
 * process dies. Everything of a lab is named by it, so labs beside each other never meet, and what
 * lies around under a free number is a dead lab's and may be cleared.
 */
final class Slot implements AutoCloseable {
  private static final int HIGHEST = 250;

  private final int number;
  private final Wiring wiring;
  private final FileChannel channel;

  private Slot(int number, Wiring wiring, FileChannel channel) {
    this.number = number;
    this.wiring = wiring;
    this.channel = channel;
  }

  /** The lowest free slot. On the way every free slot, this one and the others, is cleared. */
  static Slot take(Wiring wiring) {
    Slot ours = null;
    for (int n = 1; n <= HIGHEST; n++) {
      if (ours != null && !Files.exists(lockFile(n))) {
        continue;
      }
      Optional<Slot> free = tryTake(n, wiring);
      free.ifPresent(slot -> Leftovers.of(slot).clear());
      if (ours == null && free.isPresent() && free.get().addressIsFree()) {
        ours = free.get();
      } else {
        free.ifPresent(Slot::letGo);
      }
    }
    if (ours == null) {
      throw new LabFailure("All " + HIGHEST + " slots of the lab are taken");
    }
    ours.makeFolder();
    return ours;
  }

  private static Optional<Slot> tryTake(int number, Wiring wiring) {
    // Asked before the file is opened: closing a second handle on it would drop the first's lock.
    // A system property, because test class loaders have statics of their own.
    if (System.getProperties().putIfAbsent(heldMark(number), "held") != null) {
      return Optional.empty();
    }
    try {
      FileChannel channel =
          FileChannel.open(lockFile(number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Slot(number, wiring, channel));
      }
      channel.close();
      System.getProperties().remove(heldMark(number));
      return Optional.empty();
    } catch (IOException e) {
      System.getProperties().remove(heldMark(number));
      throw new UncheckedIOException(e);
    }
  }

  /** Not under mesh: the server, which a test may start in this JVM, refuses keys it has not. */
  private static String heldMark(int number) {
    return "veilor.lab.slot." + number;
  }

  private static Path lockFile(int number) {
    return allSlots().resolve(number + ".lock");
  }

  private static Path allSlots() {
    try {
      Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
      return Files.createDirectories(
          tmp.resolve("veilor-lab-" + System.getProperty("user.name")),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return number;
  }

  Wiring wiring() {
    return wiring;
  }

  /** Where this lab keeps everything: gone when the lab ends. */
  Path folder() {
    return allSlots().resolve(Integer.toString(number));
  }

  /** The prefix of this slot's namespaces and links. */
  String prefix() {
    return "vl" + number + "-";
  }

  /** The host's address in this lab, where Headscale and our server listen. */
  String address() {
    return network() + ".1";
  }

  /**
   * The first three bytes of the slot's addresses. Private ones (RFC 1918), because with plain http
   * to any other address the client (1.102) tries port 443 first once it has been refused a key,
   * and hangs.
   */
  String network() {
    return (wiring == Wiring.KERNEL ? "10.218." : "127.18.") + number;
  }

  /** No interface of the host is in our network; in userspace, nobody listens at our address. */
  private boolean addressIsFree() {
    try (ServerSocket probe = new ServerSocket()) {
      if (wiring == Wiring.KERNEL) {
        return NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .noneMatch(address -> address.getHostAddress().startsWith(network() + "."));
      }
      probe.bind(new InetSocketAddress(address(), LabHeadscale.PORT));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void record(long pid) {
    Leftovers.of(this).record(pid);
  }

  private void letGo() {
    try {
      channel.close();
      System.getProperties().remove(heldMark(number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clears what is left under this number, then lets go of it. */
  @Override
  public void close() {
    Leftovers.of(this).clear();
    letGo();
  }
}
