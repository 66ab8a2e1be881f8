package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.lab.Shown;

/**
 * The server dies at each step of its work, as by {@code kill -9}. After a restart no key is alive
 * that is not on record, no record speaks of a key that does not exist, and the subject gets a key.
 */
@ExtendWith(LabExtension.class)
class CrashIT {
  // Short, so that what was abandoned counts as abandoned within the test.
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "mesh.key.lease", "PT3S",
          "mesh.key.sweep-every", "PT1S",
          "mesh.headscale.connect-timeout", "PT0.4S",
          "mesh.headscale.read-timeout", "PT1S");
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(20);
  private static final String SHOWN = "killed at %s while %s: no key is left off the record";

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"INTENT_RECORDED", "CREATED_AT_HEADSCALE", "RECORDED_LIVE"})
  void while_minting(CrashPoint point, Lab lab) {
    var subject = "mint " + point;
    var before = joinable(lab);
    diesAt(point, lab.server());
    crashes(lab.server(), point, keys -> keys.asksFor("guest", subject));

    assertSettles(lab, before, subject);
    Shown.by(lab.headscale().version(), SHOWN.formatted(point, "minting"));
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"RECORDED_REVOKED"},
      mode = EnumSource.Mode.EXCLUDE)
  void while_regenerating(CrashPoint point, Lab lab) {
    var subject = "regenerate " + point;
    var before = joinable(lab);
    // Its first mint would die there as well, so another life of the server mints.
    var minted = new KeyCalls(lab.server()).mints("guest", subject);
    diesAt(point, lab.server());
    crashes(lab.server(), point, keys -> keys.asksToRegenerate(KeyCalls.id(minted)));

    assertSettles(lab, before, subject);
    Shown.by(lab.headscale().version(), SHOWN.formatted(point, "regenerating"));
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {
        "REVOCATION_REQUESTED",
        "EXPIRED_AT_HEADSCALE",
        "DELETED_AT_HEADSCALE",
        "RECORDED_REVOKED"
      })
  void while_revoking(CrashPoint point, Lab lab) {
    var subject = "revoke " + point;
    var before = joinable(lab);
    diesAt(point, lab.server());
    var minted = new KeyCalls(lab.server()).mints("guest", subject);
    crashes(lab.server(), point, keys -> keys.revokes(minted));

    assertSettles(lab, before, subject);
    assertThat(new KeyCalls(lab.server()).shows(minted).path("state").asText())
        .isEqualTo("REVOKED");
    Shown.by(lab.headscale().version(), SHOWN.formatted(point, "revoking"));
  }

  @Test
  void a_crash_is_in_the_audit_log(Lab lab) {
    var point = CrashPoint.CREATED_AT_HEADSCALE;
    diesAt(point, lab.server());
    crashes(lab.server(), point, keys -> keys.asksFor("guest", "for the audit"));
    lab.server().restart(IMPATIENT);
    await().atMost(SETTLED_WITHIN).until(() -> open(lab).isEmpty());

    assertThat(lab.server().database().dump()).contains("key-sweep").contains("abandoned");
  }

  @AfterEach
  void leaveAServer(Lab lab) {
    if (!lab.server().alive()) {
      lab.server().restart(IMPATIENT);
    }
  }

  private static void diesAt(CrashPoint point, LabServer server) {
    server.restart(
        IMPATIENT, Map.of("JAVA_TOOL_OPTIONS", "-Dveilor.test.crash-at=" + point.name()));
  }

  private static void crashes(LabServer server, CrashPoint point, Consumer<KeyCalls> deed) {
    assertThatThrownBy(() -> deed.accept(new KeyCalls(server)))
        .as("the connection breaks at " + point)
        .isInstanceOf(UncheckedIOException.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> !server.alive());
  }

  private static void assertSettles(Lab lab, Set<String> before, String subject) {
    lab.server().restart(IMPATIENT);
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(() -> {
          assertThat(open(lab)).as("rows left open").isEmpty();
          assertThat(liveOnRecord(lab)).isEqualTo(newlyJoinable(lab, before));
        });
    var keys = new KeyCalls(lab.server());
    var live = keys.live(subject);
    if (live.isEmpty()) {
      keys.mints("guest", subject);
    } else {
      keys.regenerates(live.getFirst());
    }
    assertThat(keys.live(subject)).hasSize(1);
    assertThat(liveOnRecord(lab)).isEqualTo(newlyJoinable(lab, before));
    keys.revokes(keys.live(subject).getFirst());
  }

  /** Rows that are being minted or revoked. */
  private static Set<String> open(Lab lab) {
    return lab.server()
        .database()
        .column(
            "select id::text from pre_auth_key where state = 'MINTING'"
                + " or (state = 'LIVE' and revoke_requested_at is not null)");
  }

  private static Set<String> liveOnRecord(Lab lab) {
    return lab.server()
        .database()
        .column("select headscale_id from pre_auth_key where state = 'LIVE'");
  }

  private static Set<String> newlyJoinable(Lab lab, Set<String> before) {
    return joinable(lab).stream().filter(id -> !before.contains(id)).collect(Collectors.toSet());
  }

  private static Set<String> joinable(Lab lab) {
    return lab.headscale().joinableKeys().stream()
        .map(key -> key.path("id").asText())
        .collect(Collectors.toSet());
  }
}
