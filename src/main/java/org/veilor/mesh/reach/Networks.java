package org.veilor.mesh.reach;

import java.util.List;
import org.veilor.mesh.address.AddressRange;

/** Address ranges that Headscale's policy knows by a word (0.29.3, policy/v2 and util/net.go). */
final class Networks {
  /**
   * {@code *} as a source: the mesh's own ranges, without the part of them that ChromeOS uses. The
   * approved subnet routes come on top. As a destination it is every address there is.
   */
  static final AddressSet MESH =
      AddressSet.of(AddressRange.MESH).without(AddressRange.prefix("100.115.92.0/23"));

  /** {@code autogroup:internet}. */
  static final AddressSet INTERNET =
      AddressSet.of(List.of(AddressRange.ALL_V4, AddressRange.prefix("2000::/3")))
          .without(AddressRange.prefix("10.0.0.0/8"))
          .without(AddressRange.prefix("172.16.0.0/12"))
          .without(AddressRange.prefix("192.168.0.0/16"))
          .without(AddressRange.prefix("100.64.0.0/10"))
          .without(AddressRange.prefix("169.254.0.0/16"));

  private Networks() {}
}
