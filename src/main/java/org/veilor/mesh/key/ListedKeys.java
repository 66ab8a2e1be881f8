package org.veilor.mesh.key;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.PreAuthKey;

/**
 * Headscale's list of one moment, from which each row takes its own; what is left is nobody's.
 *
 * <p>An id alone names no key: when Headscale's database is restored or replaced its ids start
 * again, and other people's keys get the numbers of ours.
 */
final class ListedKeys {
  private final Map<String, PreAuthKey> byId = new LinkedHashMap<>();
  private final Map<Instant, List<PreAuthKey>> byExpiry;

  ListedKeys(List<PreAuthKey> listed) {
    listed.forEach(key -> byId.put(key.id(), key));
    byExpiry = listed.stream().collect(Collectors.groupingBy(PreAuthKey::expiration));
  }

  /** The row's key, or null if Headscale does not have it. Once taken it is no longer left. */
  @Nullable PreAuthKey take(KeyRecord row) {
    var key = find(row);
    if (key != null) {
      byId.remove(key.id());
    }
    return key;
  }

  /** The same, and it stays. */
  @Nullable PreAuthKey find(KeyRecord row) {
    if (row.headscaleId() == null) {
      return byExpiry.getOrDefault(row.expiresAt(), List.of()).stream()
          .filter(key -> byId.containsKey(key.id()) && isAsAskedFor(row, key))
          .findFirst()
          .orElse(null);
    }
    var key = byId.get(row.headscaleId());
    return key != null && isKeyOf(row, key) ? key : null;
  }

  /**
   * With the id known, the prefix is too: 12 random characters that no other key has. The expiry
   * need not agree: whoever expires a key at Headscale moves its expiry to that moment, ourselves
   * included. What another expiry means is for {@link SweepDecision} to say.
   */
  private static boolean isKeyOf(KeyRecord row, PreAuthKey key) {
    return key.prefix().equals(row.prefix()) && isAsAskedFor(row, key);
  }

  private static boolean isAsAskedFor(KeyRecord row, PreAuthKey key) {
    return key.tags().equals(row.tier().tags()) && !key.reusable() && !key.ephemeral();
  }

  Collection<PreAuthKey> left() {
    return byId.values();
  }
}
