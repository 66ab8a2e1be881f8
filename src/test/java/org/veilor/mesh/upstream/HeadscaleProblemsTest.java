package org.veilor.mesh.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleFailure;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.ProblemType;

class HeadscaleProblemsTest {
  @Test
  void each_failure_is_a_problem_of_its_own_told_in_its_own_words() {
    Map<HeadscaleFailure, ProblemType> expected =
        Map.of(
            new HeadscaleFailure.Unreachable(), HeadscaleProblem.HEADSCALE_UNAVAILABLE,
            new HeadscaleFailure.TimedOut(), HeadscaleProblem.HEADSCALE_TIMEOUT,
            new HeadscaleFailure.Unauthorised(), HeadscaleProblem.HEADSCALE_UNAUTHORISED,
            new HeadscaleFailure.NotFound(), GeneralProblem.NOT_FOUND,
            new HeadscaleFailure.Refused("no"), HeadscaleProblem.HEADSCALE_REFUSED,
            new HeadscaleFailure.Broken("cut off"), HeadscaleProblem.HEADSCALE_BROKEN_ANSWER);

    expected.forEach((failure, type) -> {
      var problem = HeadscaleProblems.of(new HeadscaleException(failure));
      assertThat(problem.type()).isEqualTo(type);
      assertThat(problem.detail()).isEqualTo(new HeadscaleException(failure).sentence());
    });
    assertThat(List.copyOf(expected.values())).doesNotHaveDuplicates();
  }
}
