package org.veilor.mesh.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** The {@code mesh.*} configuration in force. Needs neither database nor Headscale. */
@Singleton
public class EffectiveConfig {
  static final String MASK = "(secret)";

  private final SmallRyeConfig config;

  EffectiveConfig(Config config) {
    this.config = config.unwrap(SmallRyeConfig.class);
  }

  /** Every key that a feature declares, set or not, in alphabetical order. No secret is in it. */
  public List<EffectiveValue> values() {
    KnownKeys known = KnownKeys.current();
    TreeSet<String> keys = new TreeSet<>();
    known.names().stream().filter(name -> !name.contains("*")).forEach(keys::add);
    config.getPropertyNames().forEach(name -> addIfOurs(keys, known, name));
    return keys.stream().map(key -> value(known, key)).toList();
  }

  private static void addIfOurs(TreeSet<String> keys, KnownKeys known, String name) {
    if (name.startsWith("mesh.") && known.matches(name)) {
      keys.add(name);
    }
  }

  private EffectiveValue value(KnownKeys known, String key) {
    // Outside its mapping a secret is locked. Here it is looked at to say whether and where it is
    // set.
    ConfigValue value = SecretKeys.doUnlocked(() -> config.getConfigValue(key));
    if (value.getRawValue() == null) {
      return new EffectiveValue(key, "", "not set");
    }
    String text = known.isSecret(key) ? MASK : withoutPassword(String.valueOf(value.getValue()));
    return new EffectiveValue(key, text, SourceName.of(value));
  }

  /** An address may carry a password although it is told not to. */
  private static String withoutPassword(String text) {
    return text.replaceAll("(?i)(password=)[^&\\s]*", "$1" + MASK)
        .replaceAll("(//[^/@:\\s]+:)[^/@\\s]+@", "$1" + MASK + "@");
  }
}
