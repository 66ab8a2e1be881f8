package org.veilor.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.problem.ProblemType;

/** Each feature keeps its own problem types: together they are one list. */
class HouseRulesOfProblemsTest {
  @Test
  void no_two_problems_have_one_slug_and_each_has_a_status_of_failure() {
    var types =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.veilor.mesh")
                .stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(ProblemType.class))
                .flatMap(type -> Stream.of(type.reflect().getEnumConstants()))
                .map(ProblemType.class::cast)
                .toList();

    assertThat(types).extracting(ProblemType::slug).doesNotHaveDuplicates().contains("internal");
    assertThat(types).extracting(ProblemType::status).allMatch(it -> it >= 400 && it < 600);
  }
}
