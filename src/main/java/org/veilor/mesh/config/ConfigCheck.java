package org.veilor.mesh.config;

import io.quarkus.runtime.ExecutionMode;
import io.quarkus.runtime.ExecutionModeManager;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Stops the start if a {@code mesh.*} key is set that nobody reads: a misspelt key would otherwise
 * leave its default in force, in silence. Runs while the configuration itself is being built, so
 * before the database is touched. Found by its entry in {@code META-INF/services}.
 */
public final class ConfigCheck implements SmallRyeConfigBuilderCustomizer {
  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    builder.withInterceptorFactories(new Factory(builder));
  }

  /** Later than all that add mappings. */
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  private record Factory(SmallRyeConfigBuilder builder) implements ConfigSourceInterceptorFactory {
    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
      // The build and the static start see a configuration without our mappings.
      if (ExecutionModeManager.getExecutionMode() != ExecutionMode.RUNTIME_INIT) {
        return new PassOn();
      }
      KnownKeys known = KnownKeys.of(builder.getMappingsBuilder().getMappings());
      KnownKeys.remember(known);
      return new Check(known);
    }

    @Override
    public OptionalInt getPriority() {
      return OptionalInt.of(Integer.MAX_VALUE);
    }
  }

  /** Changes nothing. */
  private static class PassOn implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
      return context.proceed(name);
    }
  }

  /** Looks at the names whenever they are listed: sources may join while the start goes on. */
  private static final class Check extends PassOn {
    private static final long serialVersionUID = 1L;

    private final transient KnownKeys known;

    Check(KnownKeys known) {
      this.known = known;
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
      // Sorted, so that the same mistakes always give the same message.
      TreeSet<String> names = new TreeSet<>();
      context.iterateNames().forEachRemaining(names::add);
      List<String> complaints =
          names.stream().flatMap(name -> complaint(context, name).stream()).distinct().toList();
      if (!complaints.isEmpty()) {
        throw new ConfigurationException(
            Stream.concat(
                    complaints.stream(),
                    Stream.of(
                        "Not started. Correct or remove it; a key without a reader would do nothing."))
                .reduce("", (text, line) -> text.isEmpty() ? line : text + "\n" + line));
      }
      return names.iterator();
    }

    private java.util.Optional<String> complaint(
        ConfigSourceInterceptorContext context, String name) {
      if (!known.isUnknown(name)) {
        return java.util.Optional.empty();
      }
      ConfigValue value = context.proceed(name);
      String source = value == null ? "an unnamed source" : SourceName.of(value);
      return known.complaint(name, source);
    }
  }
}
