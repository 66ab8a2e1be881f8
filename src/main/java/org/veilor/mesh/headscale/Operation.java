package org.veilor.mesh.headscale;

import java.util.Locale;

/** What we ask of Headscale. The names are labels of the metric, so there are no others. */
enum Operation {
  VERSION(Kind.READ),
  HEALTH(Kind.READ),
  KEY_CREATE(Kind.ONCE),
  KEY_LIST(Kind.READ),
  KEY_EXPIRE(Kind.REPEATABLE),
  KEY_DELETE(Kind.REPEATABLE),
  NODE_LIST(Kind.READ),
  NODE_GET(Kind.READ),
  NODE_TAGS(Kind.JUDGED),
  NODE_EXPIRE(Kind.REPEATABLE),
  NODE_DELETE(Kind.REPEATABLE),
  USER_LIST(Kind.READ),
  USER_CREATE(Kind.JUDGED),
  POLICY_GET(Kind.READ),
  POLICY_SET(Kind.JUDGED),
  POLICY_CHECK(Kind.JUDGED),
  API_KEY_LIST(Kind.READ);

  private enum Kind {
    /** Changes nothing. */
    READ,
    /** Doing it twice is doing it once. */
    REPEATABLE,
    /** Doing it twice is a disaster, and an error may come after the deed. */
    ONCE,
    /** Headscale judges what it is given. Up to 0.29 its "no" has status 500. */
    JUDGED
  }

  private final Kind kind;

  Operation(Kind kind) {
    this.kind = kind;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean mayBeRepeated() {
    return kind == Kind.READ || kind == Kind.REPEATABLE;
  }

  boolean changesSomething() {
    return kind != Kind.READ && this != POLICY_CHECK;
  }

  /** A 500 with a readable message is about what we sent, not about Headscale's health. */
  boolean isRefusedWith500() {
    return kind == Kind.JUDGED;
  }
}
