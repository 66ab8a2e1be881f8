package org.veilor.mesh;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Set;

/** What holds a secret's text says so nowhere: a log line or an exception may print any object. */
final class SecretsRule {
  /** A record component or field of such a name holds a secret's text. */
  private static final Set<String> SECRET_NAMES =
      Set.of("secret", "text", "apikey", "password", "key", "token", "bearer");

  /** Types with such a name whose text is meant to be read, each with its reason. */
  private static final Set<String> NOT_SECRET =
      Set.of(
          // The scope's own name.
          "org.veilor.mesh.identity.Scope",
          // For whom a key is: a name that people see.
          "org.veilor.mesh.tier.Subject",
          // What a fault means.
          "org.veilor.mesh.audit.AuditVerdict$Fault",
          // The name of a configuration key.
          "org.veilor.mesh.config.EffectiveValue");

  private SecretsRule() {}

  static ArchCondition<JavaClass> maskThem() {
    return new ArchCondition<>("override toString if they hold a secret") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean holds =
            type.getFields().stream()
                .filter(field -> field.getRawType().isEquivalentTo(String.class))
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .anyMatch(field -> SECRET_NAMES.contains(field.getName().toLowerCase(Locale.ROOT)));
        boolean masks = type.tryGetMethod("toString").isPresent() && !generatedOnly(type);
        if (holds && !masks && !NOT_SECRET.contains(type.getName())) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " prints its secret"));
        }
      }
    };
  }

  /** A record's own toString prints everything. The compiler makes it final; ours are not. */
  private static boolean generatedOnly(JavaClass type) {
    return type.isRecord()
        && type.getMethod("toString").getModifiers().contains(JavaModifier.FINAL);
  }
}
