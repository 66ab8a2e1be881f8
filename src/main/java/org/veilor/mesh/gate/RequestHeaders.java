package org.veilor.mesh.gate;

import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The two headers that count, of one request after the other: each event loop has one of these, so
 * that a request makes none. Whatever else is sent is passed over.
 */
final class RequestHeaders implements BiConsumer<String, String> {
  private @Nullable String vhostHeader;
  private @Nullable String source;
  private @Nullable String vhost;
  private int sources;
  private int vhosts;

  void read(MultiMap headers, Proxy proxy) {
    vhostHeader = proxy.vhostHeader();
    source = null;
    vhost = null;
    sources = 0;
    vhosts = 0;
    headers.forEach(this);
  }

  @Override
  public void accept(String name, String value) {
    if (name.equalsIgnoreCase(Proxy.SOURCE)) {
      source = value;
      sources++;
    } else if (name.equalsIgnoreCase(vhostHeader)) {
      vhost = value;
      vhosts++;
    }
  }

  /** Only where there is exactly one; what is wrong with the rest says {@link #sourceFault}. */
  String source() {
    return source == null ? "" : source;
  }

  String vhost() {
    return vhost == null ? "" : vhost;
  }

  Reason sourceFault() {
    return sources > 1
        ? Reason.SEVERAL_SOURCES
        : source().isEmpty() ? Reason.NO_SOURCE : Reason.ALLOWED;
  }

  Reason vhostFault() {
    return vhosts > 1
        ? Reason.SEVERAL_VHOSTS
        : vhost().isEmpty() ? Reason.NO_VHOST : Reason.ALLOWED;
  }
}
