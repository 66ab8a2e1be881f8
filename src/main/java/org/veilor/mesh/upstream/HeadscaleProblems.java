package org.veilor.mesh.upstream;

import java.time.Duration;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleFailure;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.NotFound;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;
import org.veilor.mesh.headscale.HeadscaleFailure.TimedOut;
import org.veilor.mesh.headscale.HeadscaleFailure.TooOld;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemType;

/** Headscale's failures as the problems that our own callers meet. */
public final class HeadscaleProblems {
  private static final Duration SOON = Duration.ofSeconds(10);

  private HeadscaleProblems() {}

  /** Never fails. The detail is the failure's own sentence, which holds no secret. */
  public static Problem of(HeadscaleException failure) {
    Problem problem = new Problem(type(failure.failure()), failure.sentence(), failure);
    return switch (failure.failure()) {
      case Unreachable _, TimedOut _ -> problem.retryAfter(SOON);
      default -> problem;
    };
  }

  private static ProblemType type(HeadscaleFailure failure) {
    return switch (failure) {
      case Unreachable _ -> HeadscaleProblem.HEADSCALE_UNAVAILABLE;
      case TimedOut _ -> HeadscaleProblem.HEADSCALE_TIMEOUT;
      case Unauthorised _ -> HeadscaleProblem.HEADSCALE_UNAUTHORISED;
      case NotFound _ -> GeneralProblem.NOT_FOUND;
      case Refused _ -> HeadscaleProblem.HEADSCALE_REFUSED;
      case Broken _ -> HeadscaleProblem.HEADSCALE_BROKEN_ANSWER;
      case TooOld _ -> HeadscaleProblem.HEADSCALE_TOO_OLD;
    };
  }
}
