package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.veilor.mesh.address.Address;

class Ipv4TextTest {
  @Property
  void every_address_is_read_as_it_is_written(@ForAll int bits) {
    var address = Address.v4(bits);
    assertThat(Ipv4Text.bits(address.toString())).isEqualTo(address.lo());
  }

  @Property(tries = 20_000)
  void what_it_reads_the_library_reads_alike(@ForAll("almost") String text) {
    long bits = Ipv4Text.bits(text);
    if (bits == Ipv4Text.NONE) {
      // Nothing that is written as an address is left out.
      assertThat(SourceText.read(text).map(Address::toString)).isNotEqualTo(Optional.of(text));
    } else {
      assertThat(SourceText.read(text)).contains(Address.v4(bits));
      assertThat(Address.v4(bits)).hasToString(text);
    }
  }

  @Provide
  Arbitrary<String> almost() {
    var part =
        Arbitraries.of("0", "1", "00", "01", "9", "10", "99", "100", "255", "256", "260", "999");
    var odd =
        Arbitraries.of("", "-1", "+1", " 1", "1 ", "0x1", "a", "1\t", "\u0661", "1000", "1.2");
    return Arbitraries.frequencyOf(Tuple.of(8, part), Tuple.of(1, odd))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(it -> String.join(".", it));
  }
}
