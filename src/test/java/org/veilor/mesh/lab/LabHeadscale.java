package org.veilor.mesh.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.veilor.mesh.support.MintedTexts;

/** The lab's real Headscale: SQLite, embedded DERP, a default-deny policy, no internet. */
public final class LabHeadscale implements AutoCloseable {
  /** Not 8080: what the host has on all addresses is in the way on ours too. */
  static final int PORT = 17080;

  private final Slot slot;
  private final String program;
  private final HeadscaleFiles files;
  private final Map<String, String> records = new TreeMap<>();
  private HeadscaleCalls calls;
  private Child process;

  private LabHeadscale(Slot slot, String program) {
    this.slot = slot;
    this.program = program;
    this.files = HeadscaleFiles.lay(slot);
    starts();
    this.calls = new HeadscaleCalls(url(), makeApiKey());
    policy(LabPolicy.DEFAULT_DENY);
  }

  static LabHeadscale start(Slot slot, String program) {
    return new LabHeadscale(slot, program);
  }

  /** Starts it, again on the same data. Returns when it answers. */
  public void starts() {
    List<String> serve = List.of(program, "serve", "-c", files.config().toString());
    process = Child.start(slot, "headscale", files.log(), Map.of(), serve);
    process.untilReady(Duration.ofSeconds(30), this::healthy);
  }

  /** Ends it; its data stays. */
  public void stops() {
    process.close();
  }

  /** Ends it with SIGKILL, at once. */
  public void dies() {
    process.kill9();
  }

  /** Stops it, copies its database, starts it again: an operator's backup. */
  public Path copies() {
    stops();
    Path copy = files.copyDatabase();
    starts();
    return copy;
  }

  /** Puts an older database in the place of the present one. Its ids start again from there. */
  public void restores(Path copy) {
    stops();
    files.putDatabase(copy);
    starts();
  }

  /**
   * Puts another Headscale at the same address: new database, new private key, new API key. The
   * path brings the first one back.
   */
  public Path isExchanged() {
    stops();
    Path first = files.putAside();
    starts();
    calls = new HeadscaleCalls(url(), makeApiKey());
    policy(LabPolicy.DEFAULT_DENY);
    return first;
  }

  /** Brings back what was put aside. */
  public void comesBack(Path first) {
    stops();
    files.bringBack(first);
    starts();
    calls = new HeadscaleCalls(url(), files.readApiKey());
  }

  private boolean healthy() throws IOException {
    var health = (HttpURLConnection) url().resolve("/health").toURL().openConnection();
    health.setConnectTimeout(1000);
    health.setReadTimeout(2000);
    return health.getResponseCode() == 200;
  }

  private String makeApiKey() {
    String key = command("apikeys", "create").orFail().strip();
    MintedTexts.rememberFrom(key);
    CheapApiKey.in(files.database(), key);
    try {
      Files.writeString(files.apiKey(), key);
      Files.setPosixFilePermissions(
          files.apiKey(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return key;
  }

  /** Where it listens: also what {@code tailscale up --login-server} takes. */
  public URI url() {
    return URI.create("http://" + slot.address() + ":" + PORT);
  }

  /** A file of mode 0600 with an API key. */
  public Path apiKeyFile() {
    return files.apiKey();
  }

  /** Name and version from the program itself, for {@link Shown}: {@code headscale 0.29.3}. */
  public String version() {
    return Parts.HEADSCALE.nameAndVersion();
  }

  /** A single-use key with these tags and no user, by Headscale's own API. */
  public String mints(Duration life, String... tags) {
    Map<String, Object> wanted =
        Map.of(
            "reusable",
            false,
            "ephemeral",
            false,
            "expiration",
            Clock.systemUTC().instant().plus(life).toString(),
            "aclTags",
            List.of(tags));
    String key = calls.post("/api/v1/preauthkey", wanted).at("/preAuthKey/key").textValue();
    MintedTexts.rememberFrom(key);
    return key;
  }

  /** Sets the policy; one that Headscale refuses is a failure with its words. */
  public void policy(String hujson) {
    calls.put("/api/v1/policy", Map.of("policy", hujson));
  }

  /** The policy in force, as on the wire. */
  public String policy() {
    return calls.get("/api/v1/policy").path("policy").asText();
  }

  /** From now on its policy is in that file, and nobody can set it ({@code policy.mode: file}). */
  public void readsPolicyFrom(Path file) {
    stops();
    files.policyIn(file);
    starts();
  }

  /** Its policy is in its database again, the last one that was set there. */
  public void keepsPolicyItself() {
    stops();
    files.policyInDatabase();
    starts();
  }

  /** Tells it that its policy's file has changed: SIGHUP. */
  public void reloads() {
    Command.run("kill", "-HUP", Long.toString(process.pid())).orFail();
  }

  /** Headscale's own command line, as an admin uses it on Headscale's host. */
  public Said command(String... words) {
    return Command.run(
        Stream.concat(Stream.of(program, "-c", files.config().toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  /** Adds a DNS name that every machine of the mesh resolves. Lower case. */
  public void record(String name, String ipv4) {
    records.put(name, ipv4);
    files.records(records);
  }

  void forgetRecords() {
    if (!records.isEmpty()) {
      records.clear();
      files.records(records);
    }
  }

  /** All nodes, as on the wire (Headscale 0.29, {@code GET /api/v1/node}). */
  public List<JsonNode> nodes() {
    return StreamSupport.stream(calls.get("/api/v1/node").get("nodes").spliterator(), false)
        .toList();
  }

  /** The keys with which a machine could join this very moment, whoever made them. */
  public List<JsonNode> joinableKeys() {
    Instant now = Clock.systemUTC().instant();
    return StreamSupport.stream(
            calls.get("/api/v1/preauthkey").get("preAuthKeys").spliterator(), false)
        .filter(key -> !key.path("used").asBoolean() || key.path("reusable").asBoolean())
        .filter(key -> Instant.parse(key.path("expiration").asText()).isAfter(now))
        .toList();
  }

  /** Every key that it has, as on the wire. */
  public List<JsonNode> keys() {
    return StreamSupport.stream(
            calls.get("/api/v1/preauthkey").get("preAuthKeys").spliterator(), false)
        .toList();
  }

  Optional<JsonNode> nodeByKey(String nodeKey) {
    return nodes().stream().filter(n -> nodeKey.equals(n.path("nodeKey").asText())).findFirst();
  }

  void deleteNode(String id) {
    calls.delete("/api/v1/node/" + id);
  }

  /** Everything it wrote since the lab started. */
  public String logs() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
    Evidence.HEADSCALE_LOG.keep(logs());
  }
}
