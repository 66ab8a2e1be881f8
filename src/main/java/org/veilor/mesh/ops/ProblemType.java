package org.veilor.mesh.ops;

/**
 * Every kind of refusal that a caller can meet. The slug is part of the contract: clients may
 * branch on {@code type}, which is {@code urn:veilor-mesh:problem:<slug>} (RFC 9457 section 3.1.1).
 */
public enum ProblemType {
  INVALID_REQUEST("invalid-request", 400, "The request cannot be used as it is"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid API token is needed"),
  FORBIDDEN("forbidden", 403, "This token may not do that"),
  NOT_FOUND("not-found", 404, "There is no such thing"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take that method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "The answer exists as JSON only"),
  LIVE_KEY_EXISTS("live-key-exists", 409, "This subject already has a live key"),
  KEY_IN_FLIGHT("key-in-flight", 409, "A key for this subject is being made right now"),
  KEY_NOT_LIVE("key-not-live", 409, "This key is not live any more"),
  ALREADY_MINTED("already-minted", 409, "This request was already carried out"),
  NAME_TAKEN("name-taken", 409, "This name is taken"),
  BODY_TOO_LARGE("body-too-large", 413, "The request body is too large"),
  WRONG_CONTENT_TYPE("wrong-content-type", 415, "The body must be JSON"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused", 422, "This Idempotency-Key stands for another request"),
  TOO_MANY_FAILED_LOG_INS(
      "too-many-failed-log-ins", 429, "Too many failed log-ins from this address"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  INTERNAL("internal", 500, "Something went wrong in the server"),
  HEADSCALE_REFUSED("headscale-refused", 502, "Headscale refused"),
  HEADSCALE_BROKEN_ANSWER(
      "headscale-broken-answer", 502, "Headscale gave an answer that cannot be read"),
  HEADSCALE_UNAVAILABLE("headscale-unavailable", 503, "Headscale cannot be reached"),
  HEADSCALE_UNAUTHORISED("headscale-unauthorised", 503, "Headscale does not accept our API key"),
  HEADSCALE_TOO_OLD("headscale-too-old", 503, "This Headscale is too old"),
  ANOTHER_HEADSCALE(
      "another-headscale", 503, "This is another Headscale than the keys on record are known to"),
  CLOCK_SKEW("clock-skew", 503, "Our clock and Headscale's differ"),
  DATABASE_UNAVAILABLE("database-unavailable", 503, "The database cannot be used right now"),
  HEADSCALE_TIMEOUT("headscale-timeout", 504, "Headscale did not answer in time");

  private static final String URN = "urn:veilor-mesh:problem:";

  private final String slug;
  private final int status;
  private final String title;

  ProblemType(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  public String urn() {
    return URN + slug;
  }

  public String slug() {
    return slug;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
