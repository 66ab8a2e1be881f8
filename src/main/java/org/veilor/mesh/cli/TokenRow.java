package org.veilor.mesh.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.veilor.mesh.identity.ApiToken;
import org.veilor.mesh.identity.Scope;

/** A token as the commands print it. */
final class TokenRow {
  static final Table TABLE =
      new Table(
          List.of("ID", "NAME", "STATE", "SCOPES", "EXPIRES", "LAST USED"),
          Set.of("NAME", "SCOPES"));

  private TokenRow() {}

  static List<String> table(ApiToken token, Clock clock) {
    return List.of(
        token.id(),
        token.name(),
        state(token, clock),
        String.join(",", scopes(token)),
        TimeText.seconds(token.expiresAt()),
        token.lastUsedAt().map(new TimeText(clock)::distance).orElse("never"));
  }

  static Map<String, Object> json(ApiToken token) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", token.id());
    json.put("name", token.name());
    json.put("scopes", scopes(token));
    json.put("createdAt", token.createdAt());
    json.put("expiresAt", token.expiresAt());
    json.put("lastUsedAt", token.lastUsedAt());
    json.put("revokedAt", token.revokedAt());
    return json;
  }

  private static List<String> scopes(ApiToken token) {
    return token.scopes().stream().map(Scope::text).sorted().collect(Collectors.toList());
  }

  private static String state(ApiToken token, Clock clock) {
    if (token.revokedAt().isPresent()) {
      return "revoked";
    }
    return token.isUsableAt(clock.instant()) ? "live" : "expired";
  }
}
