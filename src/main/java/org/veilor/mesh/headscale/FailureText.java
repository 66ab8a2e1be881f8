package org.veilor.mesh.headscale;

import java.time.Duration;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.NotFound;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;
import org.veilor.mesh.headscale.HeadscaleFailure.TimedOut;
import org.veilor.mesh.headscale.HeadscaleFailure.TooOld;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;
import org.veilor.mesh.ops.Problem;
import org.veilor.mesh.ops.ProblemType;

/** Failures in words, and as the problems that our own callers meet. */
final class FailureText {
  private static final Duration SOON = Duration.ofSeconds(10);

  private FailureText() {}

  static String sentence(HeadscaleFailure failure) {
    return switch (failure) {
      case Unreachable(var why) ->
          "Headscale cannot be reached: " + why + ". Check that it runs and mesh.headscale.url.";
      case TimedOut timedOut ->
          "Headscale did not answer in time." + effect(timedOut.mayHaveTakenEffect());
      case Unauthorised(var why) ->
          why
              + ". Make a key with `headscale apikeys create` and put it where"
              + " mesh.headscale.api-key-file points.";
      case NotFound() -> "Headscale knows no such thing.";
      case Refused(var message) -> "Headscale refused: " + message;
      case Broken(var what, var mayHaveTakenEffect, var transport) ->
          "Headscale's answer cannot be used: " + what + "." + effect(mayHaveTakenEffect);
      case TooOld(var version) -> VersionJudgement.refusal(version);
    };
  }

  static Problem problem(HeadscaleFailure failure, Throwable cause) {
    Problem problem = new Problem(type(failure), sentence(failure), cause);
    return switch (failure) {
      case Unreachable ignored -> problem.retryAfter(SOON);
      case TimedOut ignored -> problem.retryAfter(SOON);
      default -> problem;
    };
  }

  private static ProblemType type(HeadscaleFailure failure) {
    return switch (failure) {
      case Unreachable ignored -> ProblemType.HEADSCALE_UNAVAILABLE;
      case TimedOut ignored -> ProblemType.HEADSCALE_TIMEOUT;
      case Unauthorised ignored -> ProblemType.HEADSCALE_UNAUTHORISED;
      case NotFound ignored -> ProblemType.NOT_FOUND;
      case Refused ignored -> ProblemType.HEADSCALE_REFUSED;
      case Broken ignored -> ProblemType.HEADSCALE_BROKEN_ANSWER;
      case TooOld ignored -> ProblemType.HEADSCALE_TOO_OLD;
    };
  }

  private static String effect(boolean mayHaveTakenEffect) {
    return mayHaveTakenEffect ? " What was asked may have been done all the same." : "";
  }
}
