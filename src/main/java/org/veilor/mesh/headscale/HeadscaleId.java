package org.veilor.mesh.headscale;

import java.util.regex.Pattern;

/** What Headscale calls a key or a node by: decimal digits. */
final class HeadscaleId {
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  private HeadscaleId() {}

  /** An id goes into a path: nothing but digits gets there, whatever the encoding does. */
  static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not an id of Headscale's");
    }
    return id;
  }
}
