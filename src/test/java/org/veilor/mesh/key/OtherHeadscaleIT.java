package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.Shown;

/**
 * Headscale's ids start again under our books: its database is an older copy, or it is another
 * Headscale. Either way other people's keys bear the numbers of ours.
 */
class OtherHeadscaleIT {
  private static final Map<String, String> QUICK =
      Map.of(
          "mesh.headscale.connect-timeout", "PT0.5S",
          "mesh.headscale.read-timeout", "PT2S",
          "mesh.key.lease", "PT6S",
          "mesh.key.sweep-every", "PT1S",
          "mesh.key.idle-sweep-every", "PT1S",
          // Not even what is to be restored is written to another one.
          "mesh.policy.on-drift", "restore",
          "mesh.policy.check-every", "PT1S");

  private static final String SOMEBODYS = "{\"acls\": [], \"tagOwners\": {\"tag:guest\": []}}";

  private Lab lab;
  private KeyCalls keys;

  @BeforeEach
  void open() {
    lab = Lab.alone();
    keys = new KeyCalls(lab.server(QUICK));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void restored_from_an_older_copy_it_keeps_other_peoples_keys_and_ours() {
    var before = keys.mints("guest", "before the copy");
    var copy = lab.headscale().copies();
    keys.mints("guest", "lost 1");
    keys.mints("guest", "lost 2");
    var revoked = keys.mints("guest", "lost and revoked");
    keys.revokes(revoked);

    lab.headscale().restores(copy);
    awaitReady();
    // As another admin's tools make them: with the numbers that the lost ones had.
    var foreign = List.of(mintsAtHeadscale(), mintsAtHeadscale(), mintsAtHeadscale());
    var fresh = List.of(keys.mints("guest", "fresh 1"), keys.mints("guest", "fresh 2"));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(state(keys.lists("subject=lost%201").getFirst())).isEqualTo("REVOKED");
          assertThat(state(keys.lists("subject=lost%202").getFirst())).isEqualTo("REVOKED");
        });
    assertThat(lab.headscale().joinableKeys()).hasSize(foreign.size() + fresh.size() + 1);
    fresh.forEach(key -> assertThat(state(keys.shows(key))).isEqualTo("LIVE"));
    assertThat(state(keys.shows(before))).isEqualTo("LIVE");
    assertThat(lab.machine("theirs").joins(foreign.getFirst()).tags()).containsExactly("tag:guest");
    assertThat(lab.machine("ours").joins(KeyCalls.text(fresh.getLast())).tags())
        .containsExactly("tag:guest");
    assertThat(lab.server().kept("/q/health/ready").statusCode()).isEqualTo(200);
    Shown.by(
        lab.headscale().version(),
        "restored from an older copy: nobody else's key is touched, ours live and die as they should");
  }

  @Test
  void a_used_key_that_an_older_copy_would_admit_again_is_ended() {
    var minted = keys.mints("guest", "used once");
    var copy = lab.headscale().copies();
    lab.machine("first").joins(KeyCalls.text(minted));
    await().atMost(Duration.ofSeconds(20)).until(() -> state(keys.shows(minted)).equals("USED"));

    lab.headscale().restores(copy);

    await().atMost(Duration.ofSeconds(20)).until(() -> lab.headscale().joinableKeys().isEmpty());
    assertThat(state(keys.shows(minted))).isEqualTo("USED");
  }

  @Test
  void another_headscale_is_noticed_and_nothing_is_touched_until_an_admin_decides() {
    var ours = keys.mints("guest", "known to the first");
    var first = lab.headscale().isExchanged();
    var foreign = List.of(mintsAtHeadscale(), mintsAtHeadscale(), mintsAtHeadscale());

    awaitAnother();
    assertThat(lab.server().kept("/q/metrics").body()).contains("mesh_headscale_another 1");
    assertThat(KeyCalls.problem(keys.asksFor("guest", "somebody"))).isEqualTo("another-headscale");
    assertThat(KeyCalls.problem(keys.asksToRegenerate(KeyCalls.id(ours))))
        .isEqualTo("another-headscale");
    assertThat(KeyCalls.problem(lab.server().delete("/api/v1/keys/" + KeyCalls.id(ours))))
        .isEqualTo("another-headscale");
    lab.headscale().policy(SOMEBODYS);
    var published = lab.server().post("/api/v1/policy/publish", "{\"reason\":\"here too\"}");
    assertThat(KeyCalls.problem(published)).isEqualTo("another-headscale");
    assertThat(lab.headscale().policy()).isEqualTo(SOMEBODYS);
    assertThat(lab.headscale().joinableKeys()).hasSize(foreign.size());
    assertThat(state(keys.shows(ours))).isEqualTo("LIVE");

    // The address was wrong: with the first one back, all goes on by itself.
    lab.headscale().comesBack(first);
    awaitReady();
    assertThat(state(keys.shows(ours))).isEqualTo("LIVE");
    assertThat(lab.machine("late").joins(KeyCalls.text(ours)).tags()).containsExactly("tag:guest");
    Shown.by(
        lab.headscale().version(),
        "another Headscale under the same books: noticed, nothing touched, and back again");
  }

  @Test
  void an_admin_adopts_another_headscale_and_what_it_does_not_know_ends() {
    var ours = keys.mints("guest", "known to the first");
    lab.headscale().isExchanged();
    var foreign = mintsAtHeadscale();
    awaitAnother();

    var shown = lab.server().command("headscale", "show");
    assertThat(shown.exit()).isEqualTo(1);
    assertThat(shown.out()).contains("Another Headscale answers");
    var printed = lab.server().command("config", "print");
    assertThat(printed.exit()).isZero();
    assertThat(printed.err()).contains("Another Headscale answers");
    var wrong = lab.server().command("headscale", "adopt", "mkey:" + "0".repeat(64));
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("nothing was changed");

    var answering =
        KeyCalls.json(lab.server().command("headscale", "show", "-o", "json").out())
            .path("answering")
            .asText();
    assertThat(lab.server().command("headscale", "adopt", answering).exit()).isZero();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(lab.server().kept("/q/health/ready").statusCode()).isEqualTo(200);
          assertThat(keys.shows(ours).path("reason").asText()).isEqualTo("gone-at-headscale");
        });
    assertThat(lab.headscale().joinableKeys()).hasSize(1);
    keys.mints("guest", "known to the second");
    assertThat(lab.machine("theirs").joins(foreign).tags()).containsExactly("tag:guest");
    assertThat(
            lab.server()
                .database()
                .column("select action || ' ' || actor_kind from audit_entry where seq > 0"))
        .contains("headscale.adopt CLI");
  }

  /**
   * Until the server says that another one answers. While Headscale is exchanged none answers, and
   * that is told first.
   */
  private void awaitAnother() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          var ready = lab.server().kept("/q/health/ready");
          assertThat(ready.statusCode()).isEqualTo(503);
          assertThat(ready.body())
              .contains("Another Headscale answers")
              .contains("mesh headscale adopt mkey:");
        });
  }

  /** Calls of the server that met no Headscale keep it from asking for some seconds more. */
  private void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lab.server().kept("/q/health/ready").statusCode() == 200);
  }

  private String mintsAtHeadscale() {
    return lab.headscale().mints(Duration.ofHours(1), "tag:guest");
  }

  private static String state(JsonNode key) {
    return key.path("state").asText();
  }
}
