package org.veilor.mesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing is worth what it would have found. */
class SecretSearchTest {
  private static final String PART = "aB3-_".repeat(12) + "last";
  private static final String KEY = "hskey-auth-123456789012-" + PART;
  private static final String TOKEN_PART = "_x-".repeat(14) + "y";
  private static final String TOKEN = "mesh_abcdefgh2345_" + TOKEN_PART;

  @TempDir Path folder;

  @Test
  void a_key_is_found_amid_json_and_named_by_its_place_alone() throws IOException {
    write("deep/server.log", "one\n{\"text\":\"" + KEY + "\"}\nthree");
    assertThat(search(KEY)).singleElement().asString().endsWith("server.log:2");
    assertThat(search(KEY).toString()).doesNotContain("hskey", PART);
  }

  @Test
  void the_secret_part_alone_is_found_even_amid_its_own_characters() throws IOException {
    write("dump.txt", "xx" + PART + "yy");
    write("token.txt", "Bearer -" + TOKEN_PART + "-");
    assertThat(search(KEY, TOKEN)).hasSize(2);
  }

  @Test
  void bytes_that_are_no_text_are_searched_as_well() throws IOException {
    Files.write(folder.resolve("raw"), new byte[] {(byte) 0xff, 0, (byte) 0x80});
    Files.writeString(folder.resolve("raw"), PART, java.nio.file.StandardOpenOption.APPEND);
    assertThat(search(KEY)).hasSize(1);
  }

  @Test
  void what_may_be_known_is_not_found() throws IOException {
    write("log", "hskey-auth-123456789012 mesh_abcdefgh2345 " + PART.substring(1));
    assertThat(search(KEY, TOKEN)).isEmpty();
  }

  @Test
  void keys_of_both_kinds_and_tokens_are_known_in_an_answer() {
    String api = KEY.replace("auth", "api");
    assertThat(MintedTexts.secretsIn("{\"a\":\"%s\",\"b\":\"%s\"} %s".formatted(KEY, api, TOKEN)))
        .containsExactlyInAnyOrder(KEY, api, TOKEN);
  }

  private java.util.Set<String> search(String... secrets) {
    return new SecretSearch(List.of(secrets).stream().map(MintedTexts::secretPart).toList())
        .in(folder);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
