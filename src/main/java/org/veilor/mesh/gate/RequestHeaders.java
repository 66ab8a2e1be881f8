package org.veilor.mesh.gate;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two headers that count, of one request after the other: each event loop has one of these, so
 * that a request makes none. Whatever else is sent is passed over.
 */
final class RequestHeaders {
  private @Nullable String source;
  private @Nullable String vhost;
  private int sources;
  private int vhosts;

  void read(MultiMap headers, Proxy proxy) {
    source = null;
    vhost = null;
    sources = 0;
    vhosts = 0;
    if (headers instanceof HttpHeaders received) {
      // As they were received: to read them as a MultiMap makes a String of each name.
      for (var all = received.iteratorCharSequence(); all.hasNext(); ) {
        Map.Entry<CharSequence, CharSequence> header = all.next();
        take(header.getKey(), header.getValue(), proxy);
      }
    } else {
      headers.forEach((name, value) -> take(name, value, proxy));
    }
  }

  private void take(CharSequence name, CharSequence value, Proxy proxy) {
    if (AsciiString.contentEqualsIgnoreCase(Proxy.SOURCE, name)) {
      source = value.toString();
      sources++;
    } else if (AsciiString.contentEqualsIgnoreCase(proxy.vhostHeader(), name)) {
      vhost = value.toString();
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
