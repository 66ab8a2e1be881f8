package org.veilor.mesh.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertyNamesMatcher;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The {@code mesh.*} keys that the features declare, and what to say of any other. */
final class KnownKeys {
  private static final String OURS = "mesh.";
  private static final String OURS_IN_ENVIRONMENT = "MESH_";

  // The configuration is built before there is a container to inject from.
  private static final AtomicReference<KnownKeys> CURRENT = new AtomicReference<>();

  private final Set<String> names;
  private final Set<String> secrets;
  private final Set<String> featuresInEnvironment;
  private final Set<String> namesInEnvironment;
  private final PropertyNamesMatcher matcher;

  private KnownKeys(List<ConfigClass> mappings) {
    names =
        mappings.stream()
            .flatMap(mapping -> mapping.getProperties().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    secrets =
        mappings.stream()
            .flatMap(mapping -> mapping.getSecrets().stream())
            .collect(Collectors.toUnmodifiableSet());
    featuresInEnvironment =
        mappings.stream()
            .map(mapping -> inEnvironment(mapping.getPrefix()) + "_")
            .collect(Collectors.toUnmodifiableSet());
    namesInEnvironment =
        names.stream().map(KnownKeys::inEnvironment).collect(Collectors.toUnmodifiableSet());
    matcher = ConfigMappings.propertyNamesMatcher(mappings);
  }

  static KnownKeys of(Collection<ConfigClass> mappings) {
    return new KnownKeys(
        mappings.stream().filter(mapping -> mapping.getPrefix().startsWith(OURS)).toList());
  }

  static void remember(KnownKeys known) {
    CURRENT.set(known);
  }

  /** Those of the running server. */
  static KnownKeys current() {
    KnownKeys known = CURRENT.get();
    if (known == null) {
      throw new IllegalStateException("the configuration was not built by the server's start");
    }
    return known;
  }

  /** In alphabetical order. A {@code *} stands for a name that the operator chooses. */
  Set<String> names() {
    return names;
  }

  boolean matches(String name) {
    return names.contains(name) || matcher.matches(name);
  }

  boolean isSecret(String name) {
    return secrets.contains(name);
  }

  /** Whether the name is one of ours by its beginning, and none that a feature declares. */
  boolean isUnknown(String name) {
    return (name.startsWith(OURS) || name.startsWith(OURS_IN_ENVIRONMENT)) && !matches(name);
  }

  /**
   * What to say of an unknown name. Nothing of an environment variable that does not begin like a
   * feature's: MESH_URL, MESH_RUN_FILE and their like are the launcher's.
   */
  Optional<String> complaint(String name, String source) {
    boolean environment =
        name.startsWith(OURS_IN_ENVIRONMENT) || source.equals(SourceName.ENVIRONMENT);
    if (!environment) {
      return Optional.of(text(name, source, nearest(name)));
    }
    String variable = inEnvironment(name);
    if (featuresInEnvironment.stream().noneMatch(variable::startsWith)
        || namesInEnvironment.contains(variable)
        || mayBeOfAMap(variable)) {
      return Optional.empty();
    }
    String nearest = nearest(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    return Optional.of(text(variable, source, inEnvironment(nearest)));
  }

  private boolean mayBeOfAMap(String variable) {
    return names.stream()
        .filter(name -> name.contains("*"))
        .map(name -> inEnvironment(name.substring(0, name.indexOf('*'))))
        .anyMatch(variable::startsWith);
  }

  private static String text(String name, String source, String nearest) {
    return "Unknown key %s (%s). The nearest known key is %s.".formatted(name, source, nearest);
  }

  private String nearest(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return names.stream()
        .min(Comparator.comparingInt(known -> distance.apply(known, name)))
        .orElse("none");
  }

  private static String inEnvironment(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
