package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * A machine with a real Tailscale client. With the kernel's wiring it is a network namespace, else
 * a userspace client on loopback which can join and be refused, and nothing more.
 */
public final class Machine implements AutoCloseable {
  private final String name;
  private final LabSite site;
  private final Optional<LabNetwork.Namespace> namespace;
  private final Tailscaled tailscaled;
  private final Traffic traffic;

  Machine(String name, LabSite site) {
    this.name = name;
    this.site = site;
    this.namespace = site.network().map(network -> network.connect(name));
    Path folder = site.folderFor(name);
    String what = "machine " + name + " in the mesh";
    this.tailscaled = Tailscaled.start(site.slot(), folder, namespace, what);
    this.traffic = new Traffic(name, site.slot(), folder, namespace);
  }

  public String name() {
    return name;
  }

  /** Joins the mesh with this key; anything but success is a failure in the client's words. */
  public Machine joins(String key) {
    Said said = up(key);
    if (!said.ok()) {
      throw new LabFailure(said + "\nIts tailscaled's last words:\n" + tailscaled.lastWords());
    }
    Awaitility.await(name + " at Headscale")
        .atMost(Duration.ofSeconds(15))
        .until(() -> node().isPresent());
    return this;
  }

  /**
   * Tries to join with this key and must be refused by Headscale.
   *
   * @return the client's words; a time-out is not a refusal and fails
   */
  public String isRefused(String key) {
    Said said = up(key);
    assertThat(said.exit()).as("%s joins although it must be refused", name).isNotZero();
    assertThat(said.words()).as("a refusal by the control server").contains("backend error:");
    assertThat(node()).as("%s at Headscale after its refusal", name).isEmpty();
    return said.words();
  }

  private Said up(String key) {
    return tailscaled.up(site.headscale().url().toString(), name, key);
  }

  /** Its tags as Headscale has them. */
  public List<String> tags() {
    return texts(joined().path("tags"));
  }

  /** Its mesh addresses as Headscale has them, IPv4 first. */
  public List<String> addresses() {
    return texts(joined().path("ipAddresses"));
  }

  /** Its mesh addresses as its own client says. */
  public List<String> ownAddresses() {
    return tailscaled.tailscale(Duration.ofSeconds(10), "ip").orFail().lines().toList();
  }

  /** Headscale's id of its node. */
  public String nodeId() {
    return joined().path("id").asText();
  }

  Optional<JsonNode> node() {
    String key = tailscaled.status().path("Self").path("PublicKey").asText();
    return site.headscale().nodeByKey(key);
  }

  private JsonNode joined() {
    return node().orElseThrow(() -> new LabFailure(name + " is not in the mesh"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Something answers on these TCP ports from now on, with whom it was asked by. */
  public Machine listens(int... ports) {
    traffic.listen(ports);
    return this;
  }

  /** Something sends back what comes in on these UDP ports from now on. */
  public Machine echoes(int... ports) {
    traffic.echo(ports);
    return this;
  }

  /** One TCP connection to that machine's mesh address, within three seconds. */
  public boolean reaches(Machine other, int port) {
    return reaches(other.addresses().getFirst(), port);
  }

  /** Whether a datagram to that machine's mesh address is answered, within three seconds. */
  public boolean hearsEcho(Machine other, int port) {
    return traffic.hearsEcho(other.addresses().getFirst(), port);
  }

  /**
   * An ICMP echo request to that machine's mesh address, three times within three seconds. A
   * machine that its client does not know is not reached either.
   */
  public boolean pings(Machine other) {
    String address = other.addresses().getFirst();
    return tailscaled
        .tailscale(Duration.ofSeconds(10), "ping", "--icmp", "--c=3", "--timeout=1s", address)
        .ok();
  }

  /** One TCP connection, within three seconds. A name is resolved by the mesh's resolver. */
  public boolean reaches(String host, int port) {
    return traffic.connects(host, port);
  }

  /** The addresses that this machine's mesh resolver (100.100.100.100) has for a name. */
  public List<String> resolves(String host) {
    return traffic.resolves(host);
  }

  /** Fetches a URL by its name, trusting the edge's certificates and no others. */
  public Answer fetches(String url) {
    return traffic.fetches(url, site.authorities());
  }

  /** Runs a program there, with the mesh's names, for at most 20 seconds. */
  public Said runs(String what, String... argv) {
    return traffic.withMeshNames(what, argv);
  }

  /** The file by which {@code curl} there trusts the edge's certificates. */
  public Path authorities() {
    return site.authorities();
  }

  Traffic traffic() {
    return traffic;
  }

  /** What its tailscaled wrote. */
  public String logs() {
    return tailscaled.log();
  }

  /** Ends it and removes its node from Headscale. */
  @Override
  public void close() {
    node().ifPresent(node -> site.headscale().deleteNode(node.path("id").asText()));
    traffic.close();
    tailscaled.close();
    namespace.ifPresent(LabNetwork.Namespace::remove);
  }
}
