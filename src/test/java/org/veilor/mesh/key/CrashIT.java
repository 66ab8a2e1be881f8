package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veilor.mesh.lab.CallHolder;
import org.veilor.mesh.lab.CallHolder.Side;
import org.veilor.mesh.lab.HeldCommits;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
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
  private static final String KEY = "/api/v1/preauthkey";

  /** The moments at which a server may die with the work half done, and what holds it there. */
  enum Moment {
    INTENT_RECORDED("POST", KEY, Side.GOING_IN, "MINTING"),
    CREATED_AT_HEADSCALE("POST", KEY, Side.ANSWER_READY, "MINTING"),
    RECORDED_LIVE("POST", KEY, Side.ANSWER_READY, "LIVE"),
    REVOCATION_REQUESTED("POST", KEY + "/expire", Side.GOING_IN, "LIVE REVOKING"),
    EXPIRED_AT_HEADSCALE("POST", KEY + "/expire", Side.ANSWER_READY, "LIVE REVOKING"),
    DELETED_AT_HEADSCALE("DELETE", KEY, Side.ANSWER_READY, "LIVE REVOKING"),
    RECORDED_REVOKED("DELETE", KEY, Side.ANSWER_READY, "REVOKED");

    private final String method;
    private final String path;
    private final Side side;
    private final Set<String> left;

    Moment(String method, String path, Side side, String left) {
      this.method = method;
      this.path = path;
      this.side = side;
      this.left = Set.of(left);
    }

    /** The commit after Headscale's answer is on the disk, and nobody has been told. */
    boolean isAfterCommit() {
      return this == RECORDED_LIVE || this == RECORDED_REVOKED;
    }
  }

  private static CallHolder headscale;

  @BeforeAll
  static void standBefore(Lab lab) {
    headscale = CallHolder.before(lab.headscale().url());
    HeldCommits.prepare(lab.server().database());
    lab.server().restart(impatient());
  }

  private static Map<String, String> impatient() {
    var config = new HashMap<>(IMPATIENT);
    config.put("mesh.headscale.url", headscale.url());
    return config;
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"INTENT_RECORDED", "CREATED_AT_HEADSCALE", "RECORDED_LIVE"})
  void while_minting(Moment moment, Lab lab) {
    var subject = "mint " + moment;
    var before = joinable(lab);
    diesAt(moment, lab, keys -> keys.asksFor("guest", subject));

    assertSettles(lab, before, subject);
    Shown.by(lab.headscale().version(), SHOWN.formatted(moment, "minting"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"RECORDED_REVOKED"},
      mode = EnumSource.Mode.EXCLUDE)
  void while_regenerating(Moment moment, Lab lab) {
    var subject = "regenerate " + moment;
    var before = joinable(lab);
    var minted = new KeyCalls(lab.server()).mints("guest", subject);
    diesAt(moment, lab, keys -> keys.asksToRegenerate(KeyCalls.id(minted)));

    assertSettles(lab, before, subject);
    Shown.by(lab.headscale().version(), SHOWN.formatted(moment, "regenerating"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {
        "REVOCATION_REQUESTED",
        "EXPIRED_AT_HEADSCALE",
        "DELETED_AT_HEADSCALE",
        "RECORDED_REVOKED"
      })
  void while_revoking(Moment moment, Lab lab) {
    var subject = "revoke " + moment;
    var before = joinable(lab);
    var minted = new KeyCalls(lab.server()).mints("guest", subject);
    diesAt(moment, lab, keys -> keys.revokes(minted));

    assertSettles(lab, before, subject);
    assertThat(new KeyCalls(lab.server()).shows(minted).path("state").asText())
        .isEqualTo("REVOKED");
    Shown.by(lab.headscale().version(), SHOWN.formatted(moment, "revoking"));
  }

  @Test
  void a_crash_is_in_the_audit_log(Lab lab) {
    diesAt(Moment.CREATED_AT_HEADSCALE, lab, keys -> keys.asksFor("guest", "for the audit"));
    lab.server().restart(impatient());
    await().atMost(SETTLED_WITHIN).until(() -> open(lab).isEmpty());

    assertThat(lab.server().database().dump()).contains("key-sweep").contains("abandoned");
  }

  @AfterEach
  void holdNothing(Lab lab) {
    headscale.drop();
    if (!lab.server().alive()) {
      lab.server().restart(impatient());
    }
  }

  @AfterAll
  static void stepAside(Lab lab) {
    lab.server().restart(IMPATIENT);
    headscale.close();
  }

  /**
   * Holds the server at that moment of the deed and kills it there; whoever asked hears nothing.
   */
  private static void diesAt(Moment moment, Lab lab, Consumer<KeyCalls> deed) {
    var server = lab.server();
    if (moment.isAfterCommit()) {
      // Its call is held for longer, and nothing of it will be left to abandon.
      server.restart(patient());
    }
    headscale.hold(moment.method, moment.path, moment.side);
    var asked = CompletableFuture.runAsync(() -> deed.accept(new KeyCalls(server)));
    headscale.isHeld();
    if (moment.isAfterCommit()) {
      try (var commits = HeldCommits.of(server.database())) {
        headscale.letGo();
        commits.hasOne();
        server.kill9();
      }
    } else {
      server.kill9();
    }
    assertThat(left(lab)).as("what the books say at " + moment).isEqualTo(moment.left);
    headscale.drop();
    assertThat(asked)
        .as("the connection breaks at " + moment)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(UncheckedIOException.class);
  }

  /** The state of the newest row, and whether its revocation has begun. */
  private static Set<String> left(Lab lab) {
    return lab.server()
        .database()
        .column(
            "select state || case when state = 'LIVE' and revoke_requested_at is not null"
                + " then ' REVOKING' else '' end from pre_auth_key order by id desc limit 1");
  }

  private static Map<String, String> patient() {
    var config = new HashMap<>(impatient());
    config.put("mesh.headscale.read-timeout", "PT4S");
    config.put("mesh.key.lease", "PT10S");
    return config;
  }

  private static void assertSettles(Lab lab, Set<String> before, String subject) {
    lab.server().restart(impatient());
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
