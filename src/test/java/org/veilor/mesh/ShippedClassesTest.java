package org.veilor.mesh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What serves tests and measurements alone lives with the tests, not in the jar. */
@AnalyzeClasses(packages = "org.veilor.mesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ShippedClassesTest {
  @ArchTest
  static final ArchRule nothingStandsInForARealPart =
      noClasses().should().haveNameMatching(".*\\.((StandIn|Fake|Mock|Stub)[^.]*|[^.]*Crash[^.]*)");

  @ArchTest
  static final ArchRule nothingMeasures =
      noClasses().should().haveNameMatching(".*[Bb]ench.*|.*Load");
}
