package org.veilor.mesh.key;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.PreAuthKey;

/** Headscale's list of one moment, from which each row takes its own; what is left is nobody's. */
final class ListedKeys {
  private final Map<String, PreAuthKey> byId = new HashMap<>();
  private final Map<Instant, PreAuthKey> byExpiry = new HashMap<>();

  ListedKeys(List<PreAuthKey> listed) {
    for (var key : listed) {
      byId.put(key.id(), key);
      byExpiry.put(key.expiration(), key);
    }
  }

  /** By Headscale's id, or by the exact expiry as long as the row does not know the id. */
  @Nullable PreAuthKey take(KeyRecord row) {
    if (row.headscaleId() != null) {
      return byId.remove(row.headscaleId());
    }
    var key = byExpiry.get(row.expiresAt());
    return key == null ? null : byId.remove(key.id());
  }

  Collection<PreAuthKey> left() {
    return byId.values();
  }
}
