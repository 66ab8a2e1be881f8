package org.veilor.mesh.headscale;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One answer, read whole.
 *
 * @param type its media type in lower case without parameters, empty if there is none
 */
record Answer(int status, String type, byte[] body) {
  /** The body was longer than is read. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static Answer of(Response response, long largest) throws IOException {
    try (response) {
      return new Answer(
          response.getStatus(), type(response.getMediaType()), body(response, largest));
    }
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** A body may hold a key. */
  @Override
  public String toString() {
    return "Answer[status=" + status + ", type=" + type + ", " + body.length + " bytes]";
  }

  private static byte[] body(Response response, long largest) throws IOException {
    if (!response.hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = response.readEntity(InputStream.class)) {
      if (stream == null) {
        return new byte[0];
      }
      byte[] body = stream.readNBytes((int) Math.min(largest + 1, Integer.MAX_VALUE - 8));
      if (body.length > largest) {
        throw new TooLarge();
      }
      return body;
    }
  }

  private static String type(@Nullable MediaType type) {
    return type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }
}
