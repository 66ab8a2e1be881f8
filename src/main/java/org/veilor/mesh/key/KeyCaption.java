package org.veilor.mesh.key;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What people read beneath a key's QR code: for whom, until when, which server. Never the key. */
final class KeyCaption {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private KeyCaption() {}

  static List<String> of(KeyRecord key, String loginServer) {
    return List.of(
        "for " + key.subject().text(), "until " + MINUTE.format(key.expiresAt()), loginServer);
  }
}
