package org.veilor.mesh.gate;

import java.nio.charset.StandardCharsets;

/**
 * Any text as a header's value: visible ASCII as it is, all else percent-encoded UTF-8 (RFC 3986),
 * so that no line is broken and no two texts become one.
 */
final class HeaderText {
  private HeaderText() {}

  static String of(String text) {
    var value = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '%') {
        value.append((char) b);
      } else {
        value.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return value.toString();
  }
}
