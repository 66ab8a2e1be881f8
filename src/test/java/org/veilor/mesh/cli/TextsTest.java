package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Lengths of time, instants, widths and refusals, as a person types and reads them. */
class TextsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:24:07.661575Z");

  @ParameterizedTest
  @CsvSource({"24h,PT24H", "90m,PT1H30M", "7D,PT168H", "45s,PT45S", "pt2h,PT2H", "' 1h ',PT1H"})
  void aLengthHasAUnit(String typed, Duration meant) {
    assertThat(new TtlConverter().convert(typed)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "", "h", "-1x", "9999999h", "1h30", "P"})
  void whatIsNoLengthIsAnsweredWithOneThatIs(String typed) {
    assertThatThrownBy(() -> new TtlConverter().convert(typed))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageMatching(".*write (24h for hours|90d, 12h).*");
  }

  @ParameterizedTest
  @CsvSource({
    "PT23H59M59.9S,in 23 h",
    "PT49H,in 2 days",
    "PT59M59S,in 59 min",
    "PT42S,in 42 s",
    "PT0S,in 0 s",
    "PT-3H,3 h ago",
    "PT-1S,1 s ago"
  })
  void howFarOffAnInstantIs(Duration off, String said) {
    var time = new TimeText(Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(time.distance(NOW.plus(off))).isEqualTo(said);
    assertThat(time.both(NOW)).isEqualTo("2026-11-24T08:24:07Z (in 0 s)");
  }

  @ParameterizedTest
  @CsvSource({
    "alice,5,alice",
    "alice,4,ali\u2026",
    "\u5bae\u5bae\u5bae,5,\u5bae\u5bae\u2026",
    "\u5bae\u5bae,3,\u5bae\u2026"
  })
  void aCellIsCutByColumnsNotByCharacters(String text, int width, String shown) {
    assertThat(Columns.cut(text, width)).isEqualTo(shown);
    assertThat(Columns.of(shown)).isLessThanOrEqualTo(width);
  }

  @Test
  void aRefusalSaysHowLongToWaitAndWhatIsNotOurs() {
    var limited =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "urn:veilor-mesh:problem:too-many-requests")
            .put("detail", "Wait as long as Retry-After says.");
    assertThat(new RefusalWords("f", 429, OptionalLong.of(7), limited).refusal().words())
        .isEqualTo("Too many requests. Try again in 7 s.");
    var other = new RefusalWords("f", 502, OptionalLong.empty(), MissingNode.getInstance());
    assertThat(other.refusal().words()).contains("HTTP 502", "MESH_URL");
    assertThat(other.refusal().problem().path("detail").asText()).isEqualTo("HTTP 502");
  }
}
