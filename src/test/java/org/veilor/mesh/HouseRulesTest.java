package org.veilor.mesh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;

/** What the compiler cannot say. */
@AnalyzeClasses(packages = "org.veilor.mesh", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule everyHttpMethodSaysWhoMayCallIt =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Path.class)
          .and()
          // An interface is a client of somebody else's endpoints.
          .areDeclaredInClassesThat()
          .areNotInterfaces()
          .should(AccessRule.sayWhoMayCall())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule everyOtherHandlerSaysWhoMayCallIt =
      classes().should(AccessRule.sayWhoMayCallItsHandlers());

  @ArchTest
  static final ArchRule entitiesStayInTheirFeature =
      classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule dependenciesComeThroughTheConstructor =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .that()
          .doNotHaveSimpleName("ServerClock")
          .and()
          // Where commands that run without the application get theirs.
          .doNotHaveSimpleName("Mesh")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule whatHoldsASecretMasksIt =
      classes().that().areNotInterfaces().should(SecretsRule.maskThem());

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("org.veilor.mesh.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule featuresKnowOnlyWhatTheyMay = classes().should(Rooms.keepToTheTable());

  @ArchTest
  static final ArchRule configurationIsReadThroughOneMappingPerFeature =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty");

  @ArchTest
  static final ArchRule everyMappingIsUnderMesh =
      classes().that().areAnnotatedWith(ConfigMapping.class).should(beUnderMesh());

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)$");

  private static ArchCondition<JavaClass> beUnderMesh() {
    return new ArchCondition<>("have a prefix mesh.<package>") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String prefix = type.getAnnotationOfType(ConfigMapping.class).prefix();
        String feature = type.getPackageName().replaceFirst("org\\.veilor\\.mesh\\.", "");
        if (!prefix.equals("mesh." + feature)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " has prefix " + prefix));
        }
      }
    };
  }
}
