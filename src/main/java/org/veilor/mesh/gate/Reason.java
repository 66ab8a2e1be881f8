package org.veilor.mesh.gate;

import java.util.Locale;

/** Why the gate answered as it did. Each is a metric's label, a slug in the answer, and a page. */
public enum Reason {
  ALLOWED("may have it."),

  // Who asks us.
  FOREIGN_PEER("Whoever asked the gate is no proxy in mesh.gate.proxies."),
  WRONG_SECRET("The proxy's address for the gate lacks the secret of mesh.gate.secret."),
  UNKNOWN_PATH("The proxy asks the gate at an address that it does not have."),
  UNREADABLE_REQUEST("The proxy sent the gate what is no HTTP request, or too long a one."),

  // Who asks the proxy.
  NO_SOURCE("The proxy did not say whose request it is."),
  SEVERAL_SOURCES("The proxy named several addresses as the one whose request it is."),
  NOT_AN_ADDRESS("What the proxy gave as the caller's address is none."),
  SOURCE_NATTED("The caller's address was lost before the request came to the proxy."),
  UNKNOWN_NODE("No machine of the mesh has this address."),
  AMBIGUOUS_NODE("Two machines of the mesh have this address."),
  EXPIRED_NODE("This machine's membership in the mesh has ended."),
  NO_TAG("This machine has no tag, so nothing was allowed it."),
  UNKNOWN_TAG("This machine has a tag that nothing was allowed to."),

  // What they ask for.
  NO_VHOST("The proxy did not say which name was asked for."),
  SEVERAL_VHOSTS("The proxy said several names."),
  NOT_A_VHOST("What was asked for is no name of a service."),
  UNKNOWN_VHOST("No service has this name."),
  NOT_ALLOWED("This service was not opened to whoever asks."),

  // What we know.
  NOT_READY("The gate does not know yet who may have what."),
  STALE("What the gate knows is too old to go by."),
  FAULT("The gate failed at this request."),

  /** The self-test, which tells what the gate sees and lets nobody in. */
  WHOAMI("This page only tells what the gate sees.");

  private final String sentence;
  private final String slug;

  Reason(String sentence) {
    this.sentence = sentence;
    this.slug = name().toLowerCase(Locale.ROOT);
  }

  /** As in the answer's {@code X-Mesh-Reason}, in metrics and in the API. */
  public String slug() {
    return slug;
  }

  /** For the admin. */
  public String sentence() {
    return sentence;
  }

  /** 200, 403, or 503 where it is the gate that cannot tell. No other place knows of 200. */
  int status() {
    return switch (this) {
      case ALLOWED -> 200;
      case NOT_READY, STALE, FAULT -> 503;
      default -> 403;
    };
  }
}
