package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.support.MintedTexts;
import org.veilor.mesh.support.SecretSearch;

/**
 * Runs after all other tests: no secret that was minted in the run stands in a database dump, a
 * log, the metrics or a test report. Finding nothing in nothing is a failure.
 */
class SecretSearchIT {
  private static final List<Path> PLACES =
      List.of(
          Evidence.FOLDER,
          Path.of("target", "surefire-reports"),
          Path.of("target", "failsafe-reports"));

  /** What each kind of evidence must hold somewhere to be what it says. */
  private static final Map<Evidence, String> SIGNS =
      Map.of(
          Evidence.DUMP, "\"pre_auth_key\" (",
          Evidence.METRICS, "mesh_",
          Evidence.SERVER_LOG, "veilor-mesh",
          Evidence.HEADSCALE_LOG, "headscale");

  @AfterAll
  static void forget() {
    MintedTexts.forget();
  }

  @Test
  void no_secret_that_was_minted_is_in_dumps_logs_metrics_or_reports() {
    String headscale = Parts.HEADSCALE.orNotShown("that no minted secret is left anywhere");
    assertThat(headscale).isNotBlank();
    List<String> minted = MintedTexts.all();
    var search = new SecretSearch(minted.stream().map(MintedTexts::secretPart).toList());

    var places = new TreeSet<String>();
    PLACES.forEach(place -> places.addAll(search.in(place)));

    assertThat(places).as("places where a secret stands").isEmpty();
    // Some tests by name may have started no server at all; a whole run has.
    if (System.getProperty("it.test") == null) {
      assertEnough(minted);
      long tokens = minted.stream().filter(MintedTexts::isToken).count();
      Shown.by(
          Parts.HEADSCALE.nameAndVersion(),
          "none of %d keys and %d tokens is in dumps, logs, metrics or reports (%d files)"
              .formatted(
                  minted.size() - tokens,
                  tokens,
                  PLACES.stream().mapToInt(place -> SecretSearch.files(place).size()).sum()));
    }
  }

  private static void assertEnough(List<String> minted) {
    // Counted first: a failure over the list itself would print it.
    long tokens = minted.stream().filter(MintedTexts::isToken).count();
    assertThat(tokens).as("tokens minted").isPositive();
    assertThat(minted.size() - tokens).as("keys minted").isPositive();
    SIGNS.forEach((kind, sign) ->
        assertThat(SecretSearch.files(Evidence.FOLDER).stream().filter(kind::is))
            .as("evidence that is a %s", kind)
            .anyMatch(file -> holds(file, sign)));
    for (Path reports : PLACES.subList(1, PLACES.size())) {
      assertThat(SecretSearch.files(reports)).as("files in %s", reports).isNotEmpty();
    }
  }

  private static boolean holds(Path file, String sign) {
    try {
      return Files.readString(file).contains(sign);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
