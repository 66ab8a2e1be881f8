package org.veilor.mesh.config;

import io.smallrye.config.ConfigValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a value came from, in words that an operator knows. */
final class SourceName {
  static final String ENVIRONMENT = "environment variable";
  static final String DEFAULT = "default";

  private SourceName() {}

  static String of(ConfigValue value) {
    return of(value.getConfigSourceName(), value.getLineNumber());
  }

  /** SmallRye Config names sources for its own log: {@code PropertiesConfigSource[source=...]}. */
  static String of(@Nullable String name, int line) {
    if (name == null || name.startsWith("DefaultValuesConfigSource")) {
      return DEFAULT;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("envconfigsource")) {
      return ENVIRONMENT;
    }
    if (lower.startsWith("syspropconfigsource")) {
      return "system property";
    }
    int at = name.indexOf("source=");
    String place = at < 0 ? name : name.substring(at + "source=".length()).replaceAll("]$", "");
    if (place.contains("!/")) {
      // Inside our own jar: the directory it was installed to does not matter.
      place = place.substring(place.lastIndexOf("!/") + 2) + " in the server's jar";
    } else if (place.startsWith("file:")) {
      place = place.substring("file:".length());
    }
    return line > 0 ? place + ":" + line : place;
  }
}
