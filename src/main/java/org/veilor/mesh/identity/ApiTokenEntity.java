package org.veilor.mesh.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token as stored: without its secret. */
@Entity
@Table(name = "api_token")
class ApiTokenEntity {
  @Id String id;

  @Column(name = "name")
  String name;

  @Column(name = "secret_hash")
  byte[] secretHash;

  /** Texts of the scopes, sorted, with a space between. */
  @Column(name = "scopes")
  String scopes;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  static String write(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
  }

  /** A scope that this version does not know gives no right. */
  Set<Scope> scopes() {
    return Arrays.stream(scopes.split(" "))
        .flatMap(text -> Scope.of(text).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean isUsableAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  ApiToken toApiToken() {
    return new ApiToken(
        id,
        name,
        scopes(),
        createdAt,
        expiresAt,
        Optional.ofNullable(lastUsedAt),
        Optional.ofNullable(revokedAt));
  }

  @Override
  public String toString() {
    return "token " + id + " (" + name + ")";
  }
}
