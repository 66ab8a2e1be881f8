package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class HostileWordsTest {
  static Stream<String> notes() {
    return HostileWords.NOTES.stream();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void a_note_stays_in_its_comment(String note) throws Exception {
    var files = Compiled.of(HostileWords.truth(note)).artefacts().files();
    var plain = Compiled.of(HostileWords.truth("note")).artefacts().files();

    assertThat(withoutComments(files.get(Artefacts.POLICY)))
        .isEqualTo(withoutComments(plain.get(Artefacts.POLICY)));
    for (var file : plain.keySet()) {
      if (!file.equals(Artefacts.POLICY)) {
        assertThat(files.get(file)).as(file).isEqualTo(plain.get(file));
      }
    }
    assertThat(files.get(Artefacts.POLICY).lines())
        .allMatch(line -> line.length() < 300)
        .noneMatch(line -> line.chars().anyMatch(c -> Character.isISOControl(c)));
    new JsonMapper().readTree(files.get(Artefacts.GATE));
  }

  /** Nobody else's idea of where a line ends may differ from ours. */
  private static String withoutComments(String policy) {
    return policy.replaceAll("(?m) *//.*$", "");
  }

  @Test
  void a_vhost_that_looks_like_a_number_is_a_name_to_traefik() {
    var yaml = Compiled.of(HostileWords.truth("note")).artefacts().files().get(Artefacts.TRAEFIK);
    Map<String, Map<String, Map<Object, Map<String, Object>>>> read = new Yaml().load(yaml);
    var http = read.get("http");

    assertThat(http.get("routers").keySet())
        .containsExactlyElementsOf(HostileWords.VHOSTS.stream().map(Object.class::cast).toList());
    assertThat(http.get("services").keySet()).isEqualTo(http.get("routers").keySet());
    http.get("routers")
        .forEach((name, router) -> assertThat(router.get("service")).isEqualTo(name));
  }
}
