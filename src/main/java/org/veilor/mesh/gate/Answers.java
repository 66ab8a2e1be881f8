package org.veilor.mesh.gate;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Writes the answer. All are made before the first request, but for the self-test's. */
final class Answers {
  static final CharSequence NODE = HttpHeaders.createOptimized("X-Mesh-Node");
  static final CharSequence TIER = HttpHeaders.createOptimized("X-Mesh-Tier");
  static final CharSequence USER = HttpHeaders.createOptimized("X-Mesh-User");
  static final CharSequence REASON = HttpHeaders.createOptimized("X-Mesh-Reason");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence PLAIN =
      HttpHeaders.createOptimized("text/plain; charset=utf-8");
  private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence LOADS_NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

  private final Map<Reason, String> pages = new EnumMap<>(Reason.class);
  private final Map<Reason, String> lines = new EnumMap<>(Reason.class);

  Answers(Optional<String> contact) {
    for (var reason : Reason.values()) {
      if (reason != Reason.ALLOWED) {
        pages.put(reason, RefusalPage.html(reason, contact));
        lines.put(reason, RefusalPage.plain(reason));
      }
    }
  }

  /**
   * The only one with 200. Every identity header stands in it, empty where there is nothing to say:
   * one that is missing would leave the client's own in the request (CVE-2026-30851).
   */
  void allow(HttpServerRequest request, Caller caller) {
    var response = request.response();
    // None of them is there yet: to set one would look for it first.
    response
        .headers()
        .add(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .add(NODE, caller.node())
        .add(TIER, caller.kind().header())
        .add(USER, caller.user());
    response.setStatusCode(Reason.ALLOWED.status()).end();
  }

  void refuse(HttpServerRequest request, Reason reason) {
    if (reason == Reason.ALLOWED) {
      throw new IllegalArgumentException("a refusal has a reason");
    }
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains("text/html")) {
      request.response().putHeader(POLICY, LOADS_NOTHING);
      end(request, reason, HTML, pages.getOrDefault(reason, ""));
    } else {
      end(request, reason, PLAIN, lines.getOrDefault(reason, ""));
    }
  }

  /** The whole of a refusal, to the last byte of its body; {@code end()} is the caller's to say. */
  void writeUnended(HttpServerRequest request, Reason reason) {
    var body = Buffer.buffer(lines.getOrDefault(reason, ""));
    head(request, reason, PLAIN)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .write(body);
  }

  /** A refusal with words of its own. */
  void tell(HttpServerRequest request, Reason reason, String words) {
    end(request, reason, PLAIN, words);
  }

  private static void end(
      HttpServerRequest request, Reason reason, CharSequence type, String body) {
    head(request, reason, type).end(body);
  }

  private static HttpServerResponse head(
      HttpServerRequest request, Reason reason, CharSequence type) {
    var response = request.response();
    response
        .headers()
        .set(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .set(REASON, reason.slug())
        .set(HttpHeaders.CONTENT_TYPE, type);
    return response.setStatusCode(reason.status());
  }
}
