package org.veilor.mesh.lab;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How the lab runs the packaged server's JVM. Tests start it dozens of times, so one start is
 * watched and its ahead-of-time cache (JEP 514) serves all others. Nothing but speed hangs on it.
 */
final class ServerJvm {
  /** The same for the watched start and for all others: else the JVM would not take the cache. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private static final Path CACHES = Path.of("target", "lab-cache");

  private ServerJvm() {}

  /** With the cache if there is one. */
  static List<String> command(String config) {
    return command(config, List.of("serve"));
  }

  /** A command of the application beside the server, such as {@code headscale show}. */
  static List<String> command(String config, List<String> words) {
    Path cache = cache();
    return command(
        config, Files.exists(cache) ? "-XX:AOTCache=" + cache : "-XX:AOTMode=off", words);
  }

  /** Makes the cache if there is none for this build, JDK and options. */
  static synchronized void prepare(Consumer<String> watchedRun) {
    Path cache = cache();
    if (Files.exists(cache)) {
      return;
    }
    try {
      Files.createDirectories(CACHES);
      // Tests run in two JVMs beside each other: one makes the cache, the other waits for it.
      try (var channel = FileChannel.open(CACHES.resolve("lock"), CREATE, WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(cache)) {
          Path forming = cache.resolveSibling(UUID.randomUUID() + ".forming");
          watchedRun.accept("-XX:AOTCacheOutput=" + forming);
          Files.move(forming, cache, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The server's start was watched, but left no cache", e);
    }
  }

  static List<String> command(String config, String cacheOption) {
    return command(config, cacheOption, List.of("serve"));
  }

  private static List<String> command(String config, String cacheOption, List<String> words) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(OPTIONS);
    argv.add(cacheOption);
    argv.addAll(List.of("-Dquarkus.config.locations=" + config, "-jar", application().toString()));
    argv.addAll(words);
    return argv;
  }

  private static Path application() {
    Path jar = Path.of(System.getProperty("mesh.lab.server", "target/quarkus-app/quarkus-run.jar"));
    if (!Files.exists(jar)) {
      throw new LabFailure("There is no " + jar + ": mvn package builds the server");
    }
    return jar.toAbsolutePath();
  }

  /** Named by all that the JVM compares: every jar's size and time, the JDK and the options. */
  private static Path cache() {
    StringBuilder build = new StringBuilder(System.getProperty("java.vm.version")).append(OPTIONS);
    try (Stream<Path> files = Files.walk(application().getParent())) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        build.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    UUID name = UUID.nameUUIDFromBytes(build.toString().getBytes(StandardCharsets.UTF_8));
    return CACHES.resolve(name + ".aot").toAbsolutePath();
  }
}
