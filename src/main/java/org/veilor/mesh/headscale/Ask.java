package org.veilor.mesh.headscale;

import java.util.List;

/** What we send. Ids are strings: 0.30 refuses numbers and unknown members with 422. */
final class Ask {
  private Ask() {}

  /**
   * @param expiration RFC 3339. Left out, Headscale makes a key that is dead from birth
   */
  record NewKey(boolean reusable, boolean ephemeral, String expiration, List<String> aclTags) {}

  record KeyId(String id) {}

  record Policy(String policy) {}
}
