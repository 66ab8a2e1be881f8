package org.veilor.mesh.identity;

import java.util.Arrays;
import java.util.Optional;

/** What a token may be used for. A scope is a role of the same name to {@code @RolesAllowed}. */
public enum Scope {
  KEYS_READ(Scope.READ_KEYS),
  KEYS_GUEST("keys:guest"),
  KEYS_INFRA("keys:infra"),
  KEYS_ADMIN("keys:admin"),
  POLICY_READ(Scope.READ_POLICY),
  POLICY_WRITE(Scope.WRITE_POLICY);

  /** For {@code @RolesAllowed}, which takes constants only. */
  public static final String READ_KEYS = "keys:read";

  public static final String READ_POLICY = "policy:read";
  public static final String WRITE_POLICY = "policy:write";

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** As written in a token's list, in the CLI and in the API. */
  public String text() {
    return text;
  }

  public static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
