package org.veilor.mesh.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.audit.Actor;

@QuarkusTest
class LocalTokenTest {
  @Inject LocalToken local;
  @Inject CheckApiToken check;
  @Inject RevokeApiToken revoke;

  @Test
  void theFileHoldsAWorkingTokenAndIsRenewedOnlyWhenItDoesNot(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("deep/local-token");
    local.ensure(file);
    String first = Files.readString(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    ApiToken token = check.check(TokenText.parse(first.strip()).orElseThrow()).orElseThrow();
    assertThat(token.scopes()).containsExactlyInAnyOrder(Scope.values());

    local.ensure(file);
    assertThat(Files.readString(file)).isEqualTo(first);

    revoke.revoke(Actor.system("test"), token.id());
    assertRenewed(file, first);
    Files.writeString(file, "rubbish");
    assertRenewed(file, "rubbish");
    Files.delete(file);
    assertRenewed(file, "");
    String readable = Files.readString(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertRenewed(file, readable);
  }

  private void assertRenewed(Path file, String before) throws IOException {
    local.ensure(file);
    String now = Files.readString(file);
    assertThat(now).isNotEqualTo(before);
    assertThat(check.check(TokenText.parse(now.strip()).orElseThrow())).isPresent();
    assertThat(Files.list(file.getParent())).hasSize(1);
  }
}
