package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
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

/** What the server publishes, seen on the wire: who opens which door of whom, and who does not. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedPacketsIT {
  private static final Duration GOAL = Duration.ofSeconds(5);
  private static final String FILES = "http://files.veilor:8443/";

  private final Clock clock = Clock.systemUTC();

  private Path folder;
  private Lab lab;
  private LabServer server;
  private Path truth;
  private Doors doors;
  private Machine edge;
  private Machine guest;

  @BeforeAll
  void publish(Lab drawn, @TempDir Path temp) throws IOException {
    lab = drawn;
    folder = temp;
    lab.needsWires("what the server publishes, by packets");
    edge = lab.edge().serves("x.veilor").machine().listens(22, 8443).echoes(443);
    guest = joins("guest", "tag:guest");
    doors =
        new Doors(
            List.of(
                joins("admin", "tag:admin"),
                joins("infra", "tag:infra"),
                joins("infra2", "tag:infra"),
                guest,
                joins("guest2", "tag:guest")),
            edge);
    truth = folder.resolve("mesh.yaml");
    Files.writeString(truth, truth(""));
    server = lab.server(Map.of("mesh.policy.file", truth.toString()));
    // The lab's own policy is not replaced unasked.
    PublishCalls.json(new PublishCalls(server).posts("publish", Map.of("reason", "ours")));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.kept("/q/health/ready").statusCode() == 200);
  }

  private Machine joins(String name, String tag) {
    return lab.machine(name).joins(lab.mintsWithHeadscale(tag)).listens(22, 443).echoes(443);
  }

  /** The shipped one, at this edge's address, and with admins who reach guests' machines too. */
  private String truth(String service) {
    return PolicyCalls.SHIPPED
        .replaceFirst(
            "address: \\[.*?]",
            "address: [\"%s\"]".formatted(String.join("\", \"", edge.addresses())))
        .replace("reaches: everything-but-guests", "reaches: everything")
        .replace("services:\n", "services:\n" + service);
  }

  @Test
  void each_tier_opens_what_it_was_promised_and_nothing_else() {
    // All doors are open, only not to everybody. It waits here until all machines know the policy.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(doors.openTo("admin")).isEqualTo(doors.allBut("admin")));

    // Tailscale's clients let a ping through to wherever one port is open, and to nowhere else.
    var ofGuests = Set.of("edge tcp 443", "edge icmp");
    assertThat(doors.openTo("guest")).isEqualTo(ofGuests);
    assertThat(doors.openTo("guest2")).isEqualTo(ofGuests);
    assertThat(doors.openTo("infra"))
        .containsExactlyInAnyOrder(
            "edge tcp 443",
            "edge icmp",
            "infra2 tcp 22",
            "infra2 tcp 443",
            "infra2 udp 443",
            "infra2 icmp");
    assertThat(doors.openTo("edge")).isEmpty();
    Shown.by(
        lab.headscale().version(),
        "by packets: a guest opens edge:443 and pings the edge, and nothing else of five machines");
    Shown.by(
        lab.headscale().version(), "by packets: infra opens infra and no admin, admin opens all");
  }

  @Test
  void a_service_more_is_reached_by_its_name_and_after_a_rollback_it_is_not() throws Exception {
    assertThat(guest.reaches(edge, 8443)).isFalse();
    var before = published().path("inForce").path("number").asLong();
    var changed =
        truth("  - {vhost: files.veilor, on: edge, port: 8443, protocol: tcp, tiers: [guest]}\n");
    var names = namesOf(changed);

    var edited = clock.instant();
    replace(truth, changed);
    names.forEach(lab.headscale()::record);
    var page = guest.fetches(FILES);
    var opened = Duration.between(edited, clock.instant());
    var inForce = Instant.parse(published().path("inForce").path("decidedAt").asText());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("peer: " + guest.addresses().getFirst());
    assertThat(opened).isLessThan(GOAL);

    var rolledBack = clock.instant();
    var answer =
        server.post(
            "/api/v1/policy/rollback",
            "{\"version\":%d,\"reason\":\"files was a mistake\"}".formatted(before));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var closed = Duration.between(rolledBack, shut("files.veilor", 8443));

    assertThat(closed).isLessThan(GOAL);
    assertThat(guest.resolves("files.veilor")).isNotEmpty();
    assertThat(guest.reaches(edge, 443)).isTrue();
    // The file still names the service: it is not published again by itself.
    assertThat(published().path("inForce").path("rollsBackTo").asLong()).isEqualTo(before);
    assertThat(published().path("standing").asText()).isEqualTo("as-published");
    Shown.by(
        lab.headscale().version(),
        "a service written to mesh.yaml is reached by its name after %d ms, in force after %d"
            .formatted(ms(opened), ms(Duration.between(edited, inForce))));
    Shown.by(
        lab.headscale().version(),
        "after a rollback a guest reaches it no more: %d ms".formatted(ms(closed)));
  }

  /** When the first connection was begun that came to nothing. */
  private Instant shut(String host, int port) {
    var asked = new AtomicReference<>(Instant.EPOCH);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          asked.set(clock.instant());
          return !guest.reaches(host, port);
        });
    return asked.get();
  }

  /** The DNS records that our own command makes of it: what an admin gives Headscale. */
  private Map<String, String> namesOf(String text) throws IOException {
    var copy = Files.createDirectory(folder.resolve("rendered")).resolve("mesh.yaml");
    Files.writeString(copy, text);
    var said = server.command("policy", "render", "--truth", copy.toString());
    assertThat(said.exit()).as(said.toString()).isZero();
    var names = new TreeMap<String, String>();
    for (var it : new ObjectMapper().readTree(copy.resolveSibling("extra-records.json").toFile())) {
      if (it.path("type").asText().equals("A")) {
        names.put(it.path("name").asText(), it.path("value").asText());
      }
    }
    assertThat(names).containsKey("files.veilor");
    return names;
  }

  private JsonNode published() throws IOException {
    return new ObjectMapper().readTree(server.get("/api/v1/policy").body());
  }

  /** As editors do it: nobody reads half of it. */
  private static void replace(Path file, String text) throws IOException {
    var fresh = file.resolveSibling("mesh.yaml.fresh");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long ms(Duration duration) {
    return duration.toMillis();
  }
}
