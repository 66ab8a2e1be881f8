package org.veilor.mesh.key;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.veilor.mesh.identity.Scope;

/**
 * What a key makes of the machine that joins with it. The tag follows from it, and from it alone.
 */
public enum Tier {
  GUEST("tag:guest", Scope.KEYS_GUEST),
  INFRA("tag:infra", Scope.KEYS_INFRA),
  ADMIN("tag:admin", Scope.KEYS_ADMIN);

  private final String tag;
  private final Scope scope;

  Tier(String tag, Scope scope) {
    this.tag = tag;
    this.scope = scope;
  }

  /** As written in the API, the CLI and the configuration: {@code guest}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Always exactly one: a node with several tags has the union of their rights. */
  public List<String> tags() {
    return List.of(tag);
  }

  /** What a caller needs to mint, regenerate or revoke a key of this tier. */
  Scope scope() {
    return scope;
  }

  public static Optional<Tier> of(String text) {
    return Arrays.stream(values()).filter(tier -> tier.text().equals(text)).findFirst();
  }
}
