package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.lab.Shown;

/** What the books tell: pages of keys, who did what, and keys that are not ours. */
@ExtendWith(LabExtension.class)
class BooksIT {

  @Test
  void a_long_list_is_read_page_by_page_and_nothing_is_seen_twice(Lab lab) {
    var keys = new KeyCalls(lab.server());
    var minted = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      minted.addFirst(KeyCalls.id(keys.mints("infra", "page " + i)));
    }

    var seen = new ArrayList<String>();
    var cursor = "";
    do {
      var page = page(lab.server(), "tier=infra&limit=2" + cursor);
      assertThat(page.path("items")).hasSize(Math.min(2, minted.size() - seen.size()));
      page.path("items").forEach(key -> seen.add(KeyCalls.id(key)));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(seen).containsExactlyElementsOf(minted);
    assertThat(page(lab.server(), "state=live&subject=page%203").path("items")).hasSize(1);
    assertThat(page(lab.server(), "state=used").path("items")).isEmpty();
  }

  @Test
  void every_deed_stands_in_the_audit_log_with_who_and_from_where(Lab lab) {
    var keys = new KeyCalls(lab.server());
    var minted = keys.mints("guest", "audited");
    var second = keys.regenerates(minted);
    keys.revokes(second);

    var deeds =
        lab.server()
            .database()
            .column(
                "select action || ' ' || target || ' ' || actor_name || ' ' || actor_origin"
                    + " from audit_entry where action like 'key.%'");
    var from = " local " + lab.server().url().getHost();
    assertThat(deeds)
        .contains(
            "key.mint key:" + KeyCalls.id(minted) + from,
            "key.revoke key:" + KeyCalls.id(minted) + from,
            "key.mint key:" + KeyCalls.id(second) + from,
            "key.revoke key:" + KeyCalls.id(second) + from);
  }

  @Test
  void a_live_key_that_we_never_minted_is_reported_and_not_touched(Lab lab) {
    lab.server().restart(Map.of("mesh.key.idle-sweep-every", "PT1S"));
    var foreign = lab.mintsWithHeadscale("tag:infra");

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> lab.server().logs().contains("prefix " + foreign.substring(11, 23)));
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() ->
            assertThat(lab.server().kept("/q/metrics").body())
                .containsPattern("mesh_keys_foreign [1-9]"));
    assertThat(lab.server().logs()).doesNotContain(foreign);
    assertThat(lab.machine("stranger").joins(foreign).tags()).containsExactly("tag:infra");
    Shown.by(lab.headscale().version(), "a foreign key is reported, and still admits its machine");
  }

  private static JsonNode page(LabServer server, String query) {
    var answer = server.get("/api/v1/keys?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return KeyCalls.json(answer);
  }
}
