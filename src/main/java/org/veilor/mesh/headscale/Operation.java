package org.veilor.mesh.headscale;

import java.util.Locale;

/** What we ask of Headscale. The names are labels of the metric, so there are no others. */
enum Operation {
  VERSION(Area.ITSELF, Kind.READ),
  IDENTITY(Area.ITSELF, Kind.READ),
  HEALTH(Area.ITSELF, Kind.READ),
  KEY_CREATE(Area.KEYS, Kind.ONCE),
  KEY_LIST(Area.KEYS, Kind.READ),
  KEY_EXPIRE(Area.KEYS, Kind.REPEATABLE),
  KEY_DELETE(Area.KEYS, Kind.REPEATABLE),
  NODE_LIST(Area.NODES, Kind.READ),
  NODE_DELETE(Area.NODES, Kind.REPEATABLE),
  POLICY_GET(Area.POLICY, Kind.READ),
  POLICY_SET(Area.POLICY, Kind.JUDGED),
  POLICY_CHECK(Area.POLICY, Kind.JUDGED);

  /** What fails together: each has a circuit breaker of its own. */
  enum Area {
    /** Headscale as such: who it is, which version, how it feels. */
    ITSELF,
    KEYS,
    NODES,
    POLICY
  }

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

  private final Area area;
  private final Kind kind;

  Operation(Area area, Kind kind) {
    this.area = area;
    this.kind = kind;
  }

  Area area() {
    return area;
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
