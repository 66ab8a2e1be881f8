package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lab itself: what it draws is really there. */
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
    Shown.by(lab.headscale().version(), "the lab: a machine joins with a key");
  }
}
