package org.veilor.mesh.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One real tailscaled with its own state and socket, and the tailscale command that speaks to it.
 */
final class Tailscaled implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path socket;
  private final String cli;
  private final Child daemon;

  private Tailscaled(
      Slot slot, Path folder, Optional<LabNetwork.Namespace> namespace, String what) {
    this.folder = folder;
    this.socket = folder.resolve("ts.sock");
    this.cli = Parts.TAILSCALE.orNotShown(what);
    List<String> run = new ArrayList<>();
    run.add(Parts.TAILSCALED.orNotShown(what));
    run.add("--tun=" + (namespace.isPresent() ? "tailscale0" : "userspace-networking"));
    run.add("--statedir=" + folder);
    run.add("--socket=" + socket);
    run.addAll(List.of("--port=0", "--no-logs-no-support"));
    // Without it the client would call the lab's DERP by https, which the lab has no name for.
    Map<String, String> env = Map.of("TS_DEBUG_USE_DERP_HTTP", "true", "HOME", folder.toString());
    List<String> argv = namespace.map(n -> n.inside(run)).orElse(run);
    this.daemon = Child.start(slot, "tailscaled", folder.resolve("tailscaled.log"), env, argv);
    this.daemon.untilReady(Duration.ofSeconds(20), () -> Files.exists(socket));
  }

  static Tailscaled start(
      Slot slot, Path folder, Optional<LabNetwork.Namespace> namespace, String what) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Tailscaled(slot, folder, namespace, what);
  }

  /**
   * {@code tailscale up} with a key. The key goes by a file, so it is in no process list and in no
   * failure's text. DNS is not accepted: the daemon would write the host's resolv.conf.
   */
  Said up(String loginServer, String hostname, String key) {
    Path keyFile = folder.resolve("auth-key");
    try {
      Files.writeString(keyFile, key);
      return tailscale(
          Duration.ofSeconds(60),
          "up",
          "--login-server=" + loginServer,
          "--auth-key=file:" + keyFile,
          "--hostname=" + hostname,
          "--accept-dns=false",
          "--timeout=45s");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      keyFile.toFile().delete();
    }
  }

  Said tailscale(Duration limit, String... words) {
    return Command.run(
        limit, Stream.concat(Stream.of(cli, "--socket=" + socket), Stream.of(words)).toList());
  }

  /** What {@code tailscale status --json} says of this machine; it says so too when logged out. */
  JsonNode status() {
    Said said = tailscale(Duration.ofSeconds(10), "status", "--json");
    try {
      return JSON.readTree(said.out());
    } catch (JsonProcessingException e) {
      throw new LabFailure(said.toString(), e);
    }
  }

  String lastWords() {
    return daemon.lastWords();
  }

  String log() {
    return daemon.log();
  }

  /** SIGKILL: nothing of it is outside its namespace and its folder, and those go next. */
  @Override
  public void close() {
    daemon.kill9();
  }
}
