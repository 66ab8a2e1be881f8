package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.lab.Machine;
import org.veilor.mesh.lab.Shown;

/** The gate before a real Traefik with the shipped configuration, asked by real machines. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateIT {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration BOUND = Duration.ofSeconds(10);

  /** What a look and Traefik take on two busy cores. */
  private static final Duration SLACK = Duration.ofSeconds(4);

  private static final String TRUTH =
      """
      tiers:
        admin: {reaches: everything-but-guests}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: [ADDRESSES]}
      services:
        - {vhost: x.veilor, on: edge, port: 443, tiers: [guest, infra]}
        - {vhost: sys.veilor, on: edge, port: 443, tiers: [admin]}
        - {vhost: pihole.veilor, on: edge, port: 443, tiers: [infra]}
        - {vhost: live.veilor, on: edge, port: 80, tiers: [guest]}
        - {vhost: wire.veilor, on: edge, port: 80, tiers: [admin]}
      zones: {}
      expect:
        - guest cannot reach sys.veilor
      """;

  private Lab lab;
  private LabServer server;
  private Machine guest;
  private Machine admin;
  private Machine edge;
  private Path truth;

  @BeforeAll
  void stands(Lab drawn, @TempDir Path folder) throws IOException {
    lab = drawn;
    lab.needsWires("the gate before Traefik, by real machines");
    truth = folder.resolve("mesh.yaml");
    edge =
        lab.edge()
            .serves("x.veilor")
            .serves("sys.veilor")
            .serves("pihole.veilor")
            .serves("forgotten.veilor")
            .servesWebSocket("live.veilor")
            .servesWebSocket("wire.veilor")
            .machine();
    guest = lab.machine("guest").joins(lab.mintsWithHeadscale("tag:guest"));
    admin = lab.machine("admin").joins(lab.mintsWithHeadscale("tag:admin"));
    Files.writeString(truth, truth("guest, infra"));
    server = lab.server(settings());
    lab.edge().guardedBy(server.gate());
    publish();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(status(guest, "x.veilor")).isEqualTo(200));
  }

  private String truth(String ofX) {
    return TRUTH
        .replace("ADDRESSES", "\"" + String.join("\", \"", edge.addresses()) + "\"")
        .replace("guest, infra", ofX);
  }

  private Map<String, String> settings() {
    return Map.of(
        "mesh.policy.file",
        truth.toString(),
        "mesh.gate.proxies",
        "10.218.0.0/16",
        "mesh.gate.refresh-every",
        INTERVAL.toString(),
        "mesh.gate.stale-after",
        BOUND.toString(),
        "mesh.gate.stale-after-for-admins",
        "PT10M",
        "mesh.gate.admins-reach-unknown-vhosts",
        "true");
  }

  private void publish() {
    HttpResponse<String> answer =
        server.post("/api/v1/policy/publish", "{\"reason\":\"the lab's\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static int status(Machine machine, String vhost) {
    return machine.fetches("https://" + vhost + "/").status();
  }

  private String asked(String address, String vhost) {
    return Curls.gate(edge, server.gate(), address, vhost);
  }

  @Test
  void each_tier_gets_its_vhosts_and_no_other() {
    assertThat(status(guest, "sys.veilor")).isEqualTo(403);
    assertThat(status(guest, "pihole.veilor")).isEqualTo(403);
    assertThat(status(guest, "forgotten.veilor")).isEqualTo(403);
    var page = guest.fetches("https://x.veilor/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("X-mesh-tier: guest", "X-mesh-node: guest");
    for (var vhost : new String[] {"x.veilor", "sys.veilor", "pihole.veilor", "forgotten.veilor"}) {
      assertThat(status(admin, vhost)).as(vhost).isEqualTo(200);
    }
    Shown.by(
        lab.edge().version(),
        "a guest gets x.veilor and neither sys.veilor nor a name that nobody opened; an admin gets all");
  }

  @Test
  void whose_tag_was_changed_loses_within_the_interval() {
    var server2 = lab.machine("demoted").joins(lab.mintsWithHeadscale("tag:infra"));
    await()
        .atMost(INTERVAL.plus(SLACK))
        .untilAsserted(() -> assertThat(status(server2, "pihole.veilor")).isEqualTo(200));

    var said = lab.headscale().command("nodes", "tag", "-i", server2.nodeId(), "-t", "tag:guest");
    assertThat(said.exit()).as(said.toString()).isZero();

    await()
        .atMost(INTERVAL.plus(SLACK))
        .untilAsserted(() -> assertThat(status(server2, "pihole.veilor")).isEqualTo(403));
    assertThat(status(server2, "x.veilor")).isEqualTo(200);
    Shown.by(
        lab.headscale().version(),
        "a machine that was retagged loses its vhosts within the interval");
  }

  @Test
  void who_was_deleted_is_nobody_within_the_interval() {
    var leaver = lab.machine("leaver").joins(lab.mintsWithHeadscale("tag:guest"));
    var address = leaver.addresses().getFirst();
    await()
        .atMost(INTERVAL.plus(SLACK))
        .untilAsserted(() -> assertThat(asked(address, "x.veilor")).endsWith(" 200"));

    var said = lab.headscale().command("nodes", "delete", "--force", "-i", leaver.nodeId());
    assertThat(said.exit()).as(said.toString()).isZero();

    await()
        .atMost(INTERVAL.plus(SLACK))
        .untilAsserted(
            () -> assertThat(asked(address, "x.veilor")).contains("unknown_node").endsWith(" 403"));
    Shown.by(
        lab.headscale().version(),
        "a machine that was deleted is nobody to the gate within the interval");
  }

  @Test
  void who_is_taken_off_by_us_is_refused_at_once() {
    var leaver = lab.machine("taken-off").joins(lab.mintsWithHeadscale("tag:guest"));
    var address = leaver.addresses().getFirst();
    var path = "/api/v1/nodes/" + leaver.nodeId();
    await()
        .atMost(INTERVAL.plus(SLACK))
        .untilAsserted(() -> assertThat(asked(address, "x.veilor")).endsWith(" 200"));

    var answer = server.delete(path);
    var asked = asked(address, "x.veilor");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(asked).contains("unknown_node").endsWith(" 403");
    assertThat(lab.headscale().command("nodes", "list").out()).doesNotContain("taken-off");
    assertThat(server.delete(path).statusCode()).isEqualTo(404);
    Shown.by(
        lab.headscale().version(),
        "a machine that we took off the mesh is refused as soon as we have answered");
  }

  @Test
  void a_policy_of_ours_counts_at_once() throws IOException {
    Files.writeString(truth, truth("infra"));
    publish();
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() ->
            assertThat(asked(guest.addresses().getFirst(), "x.veilor"))
                .contains("not_allowed")
                .endsWith(" 403"));
    Files.writeString(truth, truth("guest, infra"));
    publish();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(status(guest, "x.veilor")).isEqualTo(200));
    Shown.by(lab.edge().version(), "what we publish the gate goes by within two seconds");
  }

  @Test
  void without_headscale_it_works_until_the_bound_and_then_for_admins_alone() {
    lab.headscale().stops();
    try {
      assertThat(status(guest, "x.veilor")).isEqualTo(200);
      await()
          .atMost(BOUND.plus(SLACK))
          .untilAsserted(() -> assertThat(status(guest, "x.veilor")).isEqualTo(503));
      assertThat(status(admin, "sys.veilor")).isEqualTo(200);
      assertThat(server.kept("/q/health/ready").body())
          .contains("\"gate\"")
          .contains("age-seconds");
      assertThat(server.kept("/q/health/ready").statusCode()).isEqualTo(503);
    } finally {
      lab.headscale().starts();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(status(guest, "x.veilor")).isEqualTo(200));
    Shown.by(
        lab.headscale().version(),
        "without Headscale the gate lets guests in until the bound, then admins alone");
  }

  @Test
  void without_the_gate_traefik_lets_nobody_in() {
    server.kill9();
    try {
      assertThat(status(guest, "x.veilor")).isEqualTo(500);
      assertThat(status(admin, "sys.veilor")).isEqualTo(500);
    } finally {
      server.restart(settings());
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(status(guest, "x.veilor")).isEqualTo(200));
    Shown.by(lab.edge().version(), "while the gate is down Traefik lets nobody in");
  }

  @Test
  void nothing_that_a_guest_sends_gets_them_a_vhost_that_is_not_theirs(@TempDir Path folder) {
    var tricks = new GuestTricks(admin.addresses().getFirst());
    int before = lab.edge().logs().length();

    var answers = tricks.send(guest, edge.addresses().getFirst(), folder);

    assertThat(answers.lines()).hasSize(tricks.size());
    var routed = lab.edge().logs().substring(before).lines().filter(GateIT::isNotTheirs).toList();
    // Traefik's own log says which router had a request, and whether a service saw it.
    assertThat(routed).as(answers).hasSizeGreaterThan(60);
    assertThat(routed)
        .as(answers)
        .allMatch(line -> line.contains("\" 403 ") && line.contains("@file\" \"-\""));
    Shown.by(
        lab.edge().version(),
        "a guest's %d tricks reached a foreign router %d times and no service behind it"
            .formatted(tricks.size(), routed.size()));
  }

  private static boolean isNotTheirs(String line) {
    return line.contains("\"sys.veilor-websecure@file\"")
        || line.contains("\"wire.veilor-web@file\"");
  }

  @Test
  void http_2_and_web_sockets_pass_for_the_allowed_alone() {
    assertThat(Curls.http2(guest, "x.veilor")).isEqualTo("2 200");
    assertThat(Curls.http2(guest, "sys.veilor")).isEqualTo("2 403");
    assertThat(Curls.shakesHands(guest, "live.veilor"))
        .contains("101 Switching Protocols", "through");
    assertThat(Curls.shakesHands(guest, "wire.veilor"))
        .contains("403 Forbidden")
        .doesNotContain("through");
    assertThat(Curls.shakesHands(admin, "wire.veilor"))
        .contains("101 Switching Protocols", "through");
    Shown.by(lab.edge().version(), "HTTP/2 and WebSocket pass for the allowed and for nobody else");
  }
}
