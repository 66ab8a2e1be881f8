package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A long-running part of the lab. Its output is in one file. It is on the slot's record from its
 * start, so that the next lab can end it if this one is killed.
 */
final class Child implements AutoCloseable {
  private final String name;
  private final Path log;
  private final Process process;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static Child start(Slot slot, String name, Path log, Map<String, String> env, List<String> argv) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(Redirect.appendTo(log.toFile()));
      builder.environment().putAll(env);
      Process process = builder.start();
      slot.record(process.pid());
      return new Child(name, log, process);
    } catch (IOException e) {
      throw new LabFailure(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Waits until the part answers; a part that dies or is late is a failure with its last words. */
  void untilReady(Duration limit, Callable<Boolean> ready) {
    try {
      Awaitility.await(name)
          .atMost(limit)
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptionsMatching(
              e -> e instanceof IOException || e instanceof UncheckedIOException)
          .until(() -> !process.isAlive() || ready.call());
    } catch (ConditionTimeoutException e) {
      throw new LabFailure(
          name + " not ready within " + limit + "; its last words: " + lastWords(), e);
    }
    if (!process.isAlive()) {
      throw new LabFailure(
          name + " ended with " + process.exitValue() + "; its last words: " + lastWords());
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Everything it wrote so far, standard output and error in one. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String lastWords() {
    // Without stack frames: what a Java part says of its failure stands above dozens of them.
    List<String> lines = log().lines().filter(line -> !line.startsWith("\t")).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** SIGKILL: the part gets no chance to tidy up. Returns when it is gone. */
  void kill9() {
    process.destroyForcibly();
    gone(Duration.ofSeconds(10));
  }

  /** SIGTERM, and SIGKILL for a part that does not go within ten seconds. */
  @Override
  public void close() {
    ends(Duration.ofSeconds(10));
  }

  /** The same for a part that has more to do at its end. */
  void ends(Duration limit) {
    process.destroy();
    if (!gone(limit)) {
      kill9();
    }
  }

  /** Waits until it ends by itself; one that goes on is a failure. */
  void endsByItself(Duration limit) {
    if (!gone(limit)) {
      kill9();
      throw new LabFailure(name + " goes on after " + limit + "; its last words: " + lastWords());
    }
  }

  private boolean gone(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return true;
    }
  }
}
