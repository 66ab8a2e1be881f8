package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.List;

/**
 * A pre-auth key as Headscale lists it, without its secret.
 *
 * @param id decimal digits
 * @param prefix the 12 characters behind {@code hskey-auth-}: the public handle. Of a key from
 *     before 0.28, which has none, its first 12 characters
 * @param used a machine has joined with it
 */
public record PreAuthKey(
    String id,
    String prefix,
    List<String> tags,
    boolean reusable,
    boolean ephemeral,
    boolean used,
    Instant expiration,
    Instant createdAt) {
  public PreAuthKey {
    tags = List.copyOf(tags);
  }
}
