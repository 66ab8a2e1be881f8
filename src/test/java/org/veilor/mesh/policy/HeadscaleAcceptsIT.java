package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.HeadscaleProcess;
import org.veilor.mesh.truth.AnyTruth;
import org.veilor.mesh.truth.Truth;

/** What is compiled is what the real Headscale takes. */
class HeadscaleAcceptsIT {
  private static final JsonMapper JSON = new JsonMapper();

  private static @Nullable Path folder;
  private static @Nullable HeadscaleProcess headscale;

  @Provide
  Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  @Property(tries = 60)
  void every_compiled_policy(@ForAll("truths") Truth truth) throws IOException {
    isTaken(Compiled.of(truth).artefacts().policy());
  }

  @Example
  void whatever_is_in_notes_and_names() throws IOException {
    for (var note : HostileWords.NOTES) {
      isTaken(Compiled.of(HostileWords.truth(note)).artefacts().policy());
    }
  }

  @Example
  void the_one_that_is_set_when_it_is_first_started() throws IOException {
    var policy = Files.readString(Path.of("acl/policy.hujson"));
    isTaken(policy);
    var set = headscale().raw("PUT", "/api/v1/policy", json(policy));
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
  }

  private static void isTaken(String policy) throws IOException {
    var checked = headscale().raw("POST", "/api/v1/policy/check", json(policy));
    assertThat(checked.statusCode()).as("%s%n%s", checked.body(), policy).isEqualTo(200);
  }

  private static String json(String policy) throws JsonProcessingException {
    return JSON.writeValueAsString(Map.of("policy", policy));
  }

  private static HeadscaleProcess headscale() throws IOException {
    if (headscale == null) {
      var parts = RealParts.with("headscale", "a real Headscale takes what is compiled");
      folder = Files.createTempDirectory("headscale-accepts");
      headscale = new HeadscaleProcess(parts, folder);
    }
    return headscale;
  }

  @AfterContainer
  static void end() throws IOException {
    if (headscale != null && folder != null) {
      headscale.close();
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
