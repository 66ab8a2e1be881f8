package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * What goes over a machine's wire: connections, names, pages. Only machines in namespaces have it.
 */
final class Traffic implements AutoCloseable {
  /** curl's exit codes for: no such name, refused, timed out. */
  private static final List<Integer> NOT_CONNECTED = List.of(6, 7, 28);

  private final String machine;
  private final Slot slot;
  private final Path folder;
  private final Optional<LabNetwork.Namespace> namespace;
  private final List<Child> children = new ArrayList<>();

  Traffic(String machine, Slot slot, Path folder, Optional<LabNetwork.Namespace> namespace) {
    this.machine = machine;
    this.slot = slot;
    this.folder = folder;
    this.namespace = namespace;
  }

  private LabNetwork.Namespace wire(String what) {
    return namespace.orElseThrow(() ->
        NotShown.skip(
            "tailscaled", machine + " " + what, Wiring.kernelLacks().orElse("it has no wire")));
  }

  /** Runs a program in there until the machine ends. */
  Child runs(String what, String log, List<String> argv) {
    List<String> inside = wire(what).inside(argv);
    Child child = Child.start(slot, what, folder.resolve(log), Map.of(), inside);
    children.add(child);
    return child;
  }

  void listen(int... ports) {
    serve(Whoami.class, "listens on", ports);
  }

  void echo(int... ports) {
    serve(Echo.class, "echoes on", ports);
  }

  void speakWebSocket(int port) {
    serve(WebSocketEcho.class, "speaks WebSocket on", port);
  }

  private void serve(Class<?> program, String what, int... ports) {
    List<String> numbers = Arrays.stream(ports).mapToObj(Integer::toString).toList();
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", testClasses()));
    argv.add(program.getName());
    argv.addAll(numbers);
    String log = program.getSimpleName().toLowerCase(Locale.ROOT) + "-" + numbers.getFirst();
    Child child = runs(what + " " + String.join(", ", numbers), log + ".log", argv);
    child.untilReady(Duration.ofSeconds(20), () -> child.log().contains("listening"));
  }

  /** By bash's own UDP: three datagrams of one byte, a second apart, until one comes back. */
  boolean hearsEcho(String address, int port) {
    String ask =
        "exec 3<>/dev/udp/%s/%d; for i in 1 2 3; do printf $i >&3 || exit 1; read -r -n 1 -t 1 <&3 && exit 0; done; exit 1"
            .formatted(address, port);
    return Command.run(
            Duration.ofSeconds(20),
            wire("asks " + address + " by UDP").inside(List.of("bash", "-c", ask)))
        .ok();
  }

  private static String testClasses() {
    try {
      return Path.of(Whoami.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether TCP connects: what is said on the connection afterwards does not matter. */
  boolean connects(String host, int port) {
    Said said =
        withMeshNames(
            "reaches " + host + ":" + port,
            "curl",
            "-s",
            "-o",
            "/dev/null",
            "--connect-timeout",
            "3",
            "--max-time",
            "4",
            "-w",
            "%{time_connect}",
            "http://" + host + ":" + port + "/");
    boolean connected = Double.parseDouble(said.out()) > 0;
    if (!connected && !NOT_CONNECTED.contains(said.exit())) {
      throw new LabFailure(said.toString());
    }
    return connected;
  }

  List<String> resolves(String host) {
    Said said = withMeshNames("resolves " + host, "getent", "ahostsv4", host);
    return said.out().lines().map(line -> line.split("\\s+")[0]).distinct().toList();
  }

  /** Asks again while the name or the way there is not yet known to the machine: ten seconds. */
  Answer fetches(String url, Path authority) {
    Said said =
        Awaitility.await(machine + " fetches " + url)
            .atMost(Duration.ofSeconds(20))
            .until(() -> curl(url, authority), s -> !NOT_CONNECTED.contains(s.exit()));
    String out = said.orFail();
    int status = out.lastIndexOf('\n');
    return new Answer(Integer.parseInt(out.substring(status + 1)), out.substring(0, status));
  }

  private Said curl(String url, Path authority) {
    return withMeshNames(
        "fetches " + url,
        "curl",
        "-sS",
        "--connect-timeout",
        "1",
        "--max-time",
        "8",
        "--cacert",
        authority.toString(),
        "-w",
        "\\n%{http_code}",
        url);
  }

  Said withMeshNames(String what, String... argv) {
    Path resolvConf = folder.resolve("resolv.conf");
    try {
      Files.writeString(resolvConf, "nameserver 100.100.100.100\noptions timeout:2 attempts:1\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Command.run(
        Duration.ofSeconds(20),
        wire(what).insideWithMeshNames(resolvConf.toString(), Arrays.asList(argv)));
  }

  @Override
  public void close() {
    children.forEach(Child::kill9);
  }
}
