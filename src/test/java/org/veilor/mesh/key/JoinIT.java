package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.Shown;

/** A key that we minted, a real client and a real Headscale: who gets in, and who does not. */
@ExtendWith(LabExtension.class)
class JoinIT {
  private static final Duration ONE_SWEEP_AND_SOME = Duration.ofSeconds(15);

  /** We delete what we end, so Headscale no longer knows it: neither used nor expired. */
  private static final String GONE = "invalid pre auth key";

  @Test
  void a_machine_joins_once_and_the_books_name_it(Lab lab) {
    var keys = new KeyCalls(lab.server());
    var minted = keys.mints("guest", "alice");

    var guest = lab.machine("guest").joins(KeyCalls.text(minted));

    assertThat(guest.tags()).containsExactly("tag:guest");
    assertThat(guest.addresses()).isNotEmpty();
    assertThat(lab.machine("second").isRefused(KeyCalls.text(minted))).contains("already used");
    await()
        .atMost(ONE_SWEEP_AND_SOME)
        .until(() -> keys.shows(minted).path("state").asText().equals("USED"));
    var usedBy = keys.shows(minted).path("usedBy");
    assertThat(usedBy.path("nodeId").asText()).isEqualTo(guest.nodeId());
    assertThat(usedBy.path("name").asText()).startsWith("guest");
    assertThat(texts(usedBy.path("addresses"))).containsExactlyElementsOf(guest.addresses());
    assertThat(Instant.parse(usedBy.path("at").asText()))
        .isBetween(
            Instant.parse(minted.path("createdAt").asText()).minusSeconds(1),
            Instant.parse(minted.path("expiresAt").asText()));
    Shown.by(lab.headscale().version(), "a machine joins once with a minted key, as tag:guest");
    Shown.by(lab.headscale().version(), "the books name the node that used the key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"infra", "admin"})
  void the_tag_follows_from_the_tier(String tier, Lab lab) {
    var minted = new KeyCalls(lab.server()).mints(tier, "the " + tier);
    var machine = lab.machine(tier + "-box").joins(KeyCalls.text(minted));
    assertThat(machine.tags()).containsExactly("tag:" + tier);
  }

  @Test
  void after_a_regeneration_the_first_text_is_refused(Lab lab) {
    var keys = new KeyCalls(lab.server());
    var first = keys.mints("guest", "bob");
    var second = keys.regenerates(first);

    assertThat(lab.machine("bob-old").isRefused(KeyCalls.text(first))).contains(GONE);
    assertThat(lab.machine("bob-new").joins(KeyCalls.text(second)).tags())
        .containsExactly("tag:guest");
    assertThat(keys.shows(first).path("state").asText()).isEqualTo("REVOKED");
    Shown.by(lab.headscale().version(), "after a regeneration the first text is refused");
  }

  @Test
  void a_revoked_key_is_refused(Lab lab) {
    var keys = new KeyCalls(lab.server());
    var minted = keys.mints("guest", "carol");
    keys.revokes(minted);

    assertThat(lab.machine("carol").isRefused(KeyCalls.text(minted))).contains(GONE);
    Shown.by(lab.headscale().version(), "a revoked key is refused");
  }

  @Test
  void an_expired_key_is_refused_and_recorded_as_expired(Lab lab) {
    lab.server().restart(Map.of("mesh.key.min-ttl", "PT1S"));
    var keys = new KeyCalls(lab.server());
    var minted =
        KeyCalls.json(keys.asks(Map.of("tier", "guest", "subject", "dave", "ttl", "PT2S")));
    var headscaleId = keys.shows(minted).path("headscaleId");

    await()
        .atMost(ONE_SWEEP_AND_SOME)
        .until(() -> keys.shows(minted).path("state").asText().equals("EXPIRED"));
    assertThat(lab.headscale().keys())
        .as("removed from Headscale as well")
        .noneMatch(key -> key.path("id").equals(headscaleId));
    assertThat(lab.machine("dave").isRefused(KeyCalls.text(minted))).contains(GONE);
    assertThat(keys.mints("guest", "dave").path("state").asText()).isEqualTo("LIVE");
    Shown.by(lab.headscale().version(), "an expired key is refused");
  }

  @Test
  void revoking_a_key_that_was_just_used_says_so_and_keeps_the_link_to_the_node(Lab lab) {
    var keys = new KeyCalls(lab.server());
    var minted = keys.mints("guest", "erin");
    var machine = lab.machine("erin").joins(KeyCalls.text(minted));

    var refused = lab.server().delete("/api/v1/keys/" + KeyCalls.id(minted));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(KeyCalls.problem(refused)).isEqualTo("key-not-live");
    var node = machine.nodeId();
    assertThat(keys.shows(minted).at("/usedBy/nodeId").asText()).isEqualTo(node);
    assertThat(KeyCalls.json(refused).path("detail").asText())
        .endsWith("./mesh node remove " + node);

    var removed = KeyCalls.json(lab.server().delete("/api/v1/nodes/" + node));

    assertThat(removed.path("subject").asText()).isEqualTo("erin");
    assertThat(removed.path("tier").asText()).isEqualTo("guest");
    assertThat(lab.headscale().command("nodes", "list").out()).doesNotContain("erin");
    assertThat(lab.machine("returns").isRefused(KeyCalls.text(minted))).contains("expired");
    assertThat(keys.shows(minted).path("state").asText()).isEqualTo("USED");
  }

  private static java.util.List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
