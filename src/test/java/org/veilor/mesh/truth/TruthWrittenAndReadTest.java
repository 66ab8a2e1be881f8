package org.veilor.mesh.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TruthWrittenAndReadTest {
  @Property(tries = 500)
  void what_is_written_is_read_again(@ForAll("truths") Truth truth) {
    var yaml = AnyTruth.yaml(truth);

    var reading = Truths.read(yaml.getBytes(UTF_8));

    assertThat(reading).as(yaml).isInstanceOf(TruthReading.Good.class);
    assertThat(AnyTruth.placeless(((TruthReading.Good) reading).truth())).as(yaml).isEqualTo(truth);
  }

  @Provide
  static Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }
}
