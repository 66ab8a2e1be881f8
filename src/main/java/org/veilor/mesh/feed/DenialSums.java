package org.veilor.mesh.feed;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.veilor.mesh.gate.Denial;
import org.veilor.mesh.gate.Reason;

/**
 * Denials on their way to the database, added up while it does not take them. As many different
 * ones as fit; what comes beyond is counted as others, so that a long outage does not take the
 * memory.
 */
final class DenialSums {
  static final int DIFFERENT = 10_000;
  private static final String OTHERS = "others";

  /**
   * PostgreSQL takes no NUL in a text and no long text in an index: one such row would stop all.
   */
  private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private static final int LONGEST = 255;

  private record Key(String who, String vhost, Reason reason) {}

  private final Map<Key, Denial> sums = new HashMap<>();

  void add(List<Denial> denials) {
    denials.forEach(this::add);
  }

  private void add(Denial denial) {
    var key = new Key(storable(denial.who()), storable(denial.vhost()), denial.reason());
    if (sums.size() >= DIFFERENT && !sums.containsKey(key)) {
      key = new Key(OTHERS, OTHERS, denial.reason());
    }
    sums.merge(key, named(key, denial), DenialSums::plus);
  }

  List<Denial> all() {
    return List.copyOf(sums.values());
  }

  boolean isEmpty() {
    return sums.isEmpty();
  }

  void clear() {
    sums.clear();
  }

  private static Denial named(Key key, Denial denial) {
    return new Denial(
        key.who(), key.vhost(), key.reason(), denial.count(), denial.first(), denial.last());
  }

  private static Denial plus(Denial one, Denial other) {
    return new Denial(
        one.who(),
        one.vhost(),
        one.reason(),
        one.count() + other.count(),
        earlier(one.first(), other.first()),
        one.last().isAfter(other.last()) ? one.last() : other.last());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String storable(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return UNSTORABLE.matcher(cut).replaceAll("?");
  }
}
