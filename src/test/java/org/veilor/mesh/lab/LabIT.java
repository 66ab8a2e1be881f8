package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the lab draws is really there: keys, refusals, policy, names. */
@ExtendWith(LabExtension.class)
class LabIT {

  @Test
  void a_machine_joins_with_a_key_and_has_its_tag_and_both_addresses(Lab lab) {
    Machine guest = lab.machine("guest").joins(lab.mintsWithHeadscale("tag:guest"));

    assertThat(guest.tags()).containsExactly("tag:guest");
    assertThat(guest.addresses())
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(guest.ownAddresses())
        .anyMatch(address -> address.startsWith("100."))
        .anyMatch(address -> address.startsWith("fd7a:115c:a1e0:"));
    Shown.by(lab.headscale().version(), "a machine that joins has its key's tag and two addresses");
  }

  @Test
  void a_second_machine_with_the_same_key_is_refused(Lab lab) {
    String key = lab.mintsWithHeadscale("tag:guest");
    lab.machine("first").joins(key);

    assertThat(lab.machine("second").isRefused(key)).contains("authkey already used");
    Shown.by(lab.headscale().version(), "a second machine with a used key is refused");
  }

  @Test
  void an_expired_key_is_refused(Lab lab) {
    Clock clock = Clock.systemUTC();
    String key = lab.headscale().mints(Duration.ofSeconds(1), "tag:guest");
    Instant expired = clock.instant().plusSeconds(1);
    await().until(() -> clock.instant().isAfter(expired));

    assertThat(lab.machine("late").isRefused(key)).contains("authkey expired");
    Shown.by(lab.headscale().version(), "an expired key is refused");
  }

  @Test
  void the_refused_may_come_back_with_a_good_key(Lab lab) {
    Machine patient = lab.machine("patient");
    String wrong = lab.mintsWithHeadscale("tag:guest").replaceFirst(".{8}$", "AAAAAAAA");

    assertThat(patient.isRefused(wrong)).contains("invalid auth key");
    assertThat(patient.joins(lab.mintsWithHeadscale("tag:infra")).tags())
        .containsExactly("tag:infra");
  }

  @Test
  void a_guest_reaches_the_edge_by_name_and_nothing_else(Lab lab) {
    lab.needsWires("a guest reaches the edge by name, and nothing else");
    Machine infra = lab.machine("infra").joins(lab.mintsWithHeadscale("tag:infra")).listens(22);
    Machine admin = lab.machine("admin").joins(lab.mintsWithHeadscale("tag:admin"));
    Machine visitor = lab.machine("visitor").joins(lab.mintsWithHeadscale("tag:guest"));
    Edge edge = lab.edge().serves("x.veilor").servesPlain("plain.veilor");

    Answer page = visitor.fetches("https://x.veilor/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("X-forwarded-for: " + visitor.addresses().getFirst())
        .contains("X-forwarded-host: x.veilor");
    assertThat(visitor.resolves("x.veilor")).containsExactly(edge.machine().addresses().getFirst());
    assertThat(visitor.reaches(edge.machine(), 443)).isTrue();

    // The doors are open, only not to a guest: an admin walks through both.
    await().atMost(Duration.ofSeconds(20)).until(() -> admin.reaches(infra, 22));
    assertThat(admin.fetches("http://plain.veilor/").status()).isEqualTo(200);
    assertThat(visitor.reaches(infra, 22)).isFalse();
    assertThat(visitor.reaches(edge.machine(), 80)).isFalse();
    assertThat(infra.reaches(visitor, 443)).isFalse();
    Shown.by(edge.version(), "a guest is served by name over TLS and is seen by its mesh address");
    Shown.by(lab.headscale().version(), "the policy lets a guest to the edge and not to infra");
  }

  @Test
  void a_policy_that_is_changed_holds_at_once(Lab lab) {
    lab.needsWires("a changed policy holds at once");
    Machine left = lab.machine("left").joins(lab.mintsWithHeadscale("tag:guest"));
    Machine right = lab.machine("right").joins(lab.mintsWithHeadscale("tag:guest")).listens(7);
    assertThat(left.reaches(right, 7)).isFalse();

    lab.headscale().policy(LabPolicy.DEFAULT_DENY.replace("tag:edge:443\"", "tag:guest:7\""));

    await().atMost(Duration.ofSeconds(20)).until(() -> left.reaches(right, 7));
    assertThat(right.reaches(left, 443)).isFalse();
    lab.headscale().policy(LabPolicy.DEFAULT_DENY);
    await().atMost(Duration.ofSeconds(20)).until(() -> !left.reaches(right, 7));
  }
}
