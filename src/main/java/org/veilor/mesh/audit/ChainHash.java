package org.veilor.mesh.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry: SHA-256 over the hash before it and every field. Each text is preceded by
 * its length, so that no two different entries have the same encoding.
 */
final class ChainHash {
  /** What the first entry is chained to. */
  static final byte[] GENESIS = new byte[32];

  private static final String FORMAT = "veilor-mesh audit entry 1";

  private ChainHash() {}

  static byte[] of(AuditEntry entry, byte[] prevHash) {
    var encoded = new ByteArrayOutputStream(512);
    try (var out = new DataOutputStream(encoded)) {
      write(out, FORMAT);
      out.writeInt(prevHash.length);
      out.write(prevHash);
      out.writeLong(entry.seq());
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
      write(out, entry.actorKind());
      write(out, entry.actorName());
      write(out, entry.actorOrigin());
      write(out, entry.action());
      write(out, entry.target());
      write(out, entry.before());
      write(out, entry.after());
      write(out, entry.result());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return sha256().digest(encoded.toByteArray());
  }

  /** A null can only come from somebody who took the column's constraint away. */
  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
