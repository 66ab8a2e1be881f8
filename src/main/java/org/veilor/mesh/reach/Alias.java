package org.veilor.mesh.reach;

import java.util.Optional;
import org.veilor.mesh.address.AddressRange;

/** Whom a rule names, as source or destination. */
public sealed interface Alias {
  /** {@code *}. */
  record Anybody() implements Alias {}

  /** {@code alice@}, {@code alice@example.org}: the machines of a user that have no tag. */
  record User(String name) implements Alias {}

  /** {@code group:family}. */
  record Group(String name) implements Alias {}

  /** {@code tag:edge}. */
  record Tag(String name) implements Alias {}

  /** An address or prefix; host bits do not matter. */
  record Prefix(AddressRange range) implements Alias {}

  /** A name of the policy's {@code hosts}. */
  record HostName(String name) implements Alias {}

  /** Headscale's own groups. */
  enum Auto implements Alias {
    INTERNET,
    MEMBER,
    NONROOT,
    TAGGED,
    SELF,
    DANGER_ALL;

    /** As written in a policy: {@code autogroup:member}. */
    public String text() {
      return "autogroup:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** One that we do not know: it may be anybody. */
  record Unknown(String name) implements Alias {}

  /**
   * Reads one as Headscale does, in its order: an address first, then by prefix of the text.
   *
   * @return null if it is none of any kind
   */
  static @org.jspecify.annotations.Nullable Alias parse(String text) {
    var range = range(text);
    if (range.isPresent()) {
      return new Prefix(range.get());
    }
    if (text.equals("*")) {
      return new Anybody();
    }
    if (text.contains("@")) {
      return new User(text);
    }
    if (text.startsWith("group:")) {
      return new Group(text);
    }
    if (text.startsWith("tag:")) {
      return new Tag(text);
    }
    if (text.startsWith("autogroup:")) {
      for (var auto : Auto.values()) {
        if (auto.text().equals(text)) {
          return auto;
        }
      }
      return new Unknown(text);
    }
    return text.contains(":") ? null : new HostName(text);
  }

  /** As {@link AddressRange#parse}; a single IPv6 address may have a zone, which does not count. */
  static Optional<AddressRange> range(String text) {
    int zone = text.indexOf('%');
    if (zone < 0) {
      return AddressRange.parse(text);
    }
    return zone == text.length() - 1 || text.indexOf('/') >= 0
        ? Optional.empty()
        : AddressRange.parse(text.substring(0, zone)).filter(it -> it.first().v6());
  }
}
