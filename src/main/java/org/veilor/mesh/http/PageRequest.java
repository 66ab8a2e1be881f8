package org.veilor.mesh.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Tells a person who looks at a page from a program that asks the API. */
public final class PageRequest {
  private PageRequest() {}

  /** A browser that goes somewhere asks for HTML by name. Nothing below {@code /api} is a page. */
  public static boolean is(RoutingContext call) {
    HttpMethod method = call.request().method();
    String accept = call.request().getHeader(HttpHeaders.ACCEPT);
    return (method == HttpMethod.GET || method == HttpMethod.HEAD)
        && accept != null
        && accept.contains("text/html")
        && !call.normalizedPath().startsWith("/api/");
  }
}
