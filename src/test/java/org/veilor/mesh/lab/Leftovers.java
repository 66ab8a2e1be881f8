package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What a lab leaves under its slot if nobody tidies up: processes, namespaces, a link, a folder.
 * Only called by whoever holds the slot's lock.
 */
final class Leftovers {
  private final Slot slot;
  private final Path processes;

  private Leftovers(Slot slot) {
    this.slot = slot;
    this.processes = slot.folder().resolve("processes");
  }

  static Leftovers of(Slot slot) {
    return new Leftovers(slot);
  }

  /**
   * Notes a process with its start time: a number alone may be another's by the time we read it.
   */
  void record(long pid) {
    started(pid).ifPresent(start -> append(pid + " " + start + "\n"));
  }

  private void append(String line) {
    try {
      Files.writeString(processes, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void clear() {
    endProcesses();
    if (slot.wiring() == Wiring.KERNEL) {
      String link = slot.prefix() + "host";
      if (Files.exists(Path.of("/sys/class/net", link))) {
        Command.run("ip", "link", "del", link).orFail();
      }
      namespaces().forEach(this::endNamespace);
    }
    deleteFolder();
  }

  private void endProcesses() {
    try {
      if (Files.exists(processes)) {
        Files.readAllLines(processes).forEach(this::endProcess);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endProcess(String line) {
    String[] words = line.split(" ", 2);
    long pid = Long.parseLong(words[0]);
    if (words.length == 2 && started(pid).equals(Optional.of(words[1]))) {
      kill(pid);
    }
  }

  private void endNamespace(String namespace) {
    Command.run("ip", "netns", "pids", namespace)
        .orFail()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(pid -> kill(Long.parseLong(pid)));
    Command.run("ip", "netns", "del", namespace).orFail();
  }

  private static void kill(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    process.ifPresent(ProcessHandle::destroyForcibly);
    process.ifPresent(p ->
        Awaitility.await("end of " + pid).atMost(Duration.ofSeconds(10)).until(() -> !p.isAlive()));
  }

  private List<String> namespaces() {
    Path all = Path.of("/run/netns");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(all)) {
      return names
          .map(name -> name.getFileName().toString())
          .filter(name -> name.startsWith(slot.prefix()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteFolder() {
    if (!Files.exists(slot.folder())) {
      return;
    }
    try (Stream<Path> files = Files.walk(slot.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Boot and clock tick of a process's start; empty when it is no more. */
  private static Optional<String> started(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name in brackets may hold blanks; field 22 is the 20th after it (proc(5)).
      String tick = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
      return Optional.of(
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " " + tick);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
