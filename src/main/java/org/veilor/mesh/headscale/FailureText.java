package org.veilor.mesh.headscale;

import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.NotFound;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;
import org.veilor.mesh.headscale.HeadscaleFailure.TimedOut;
import org.veilor.mesh.headscale.HeadscaleFailure.TooOld;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;

/** Failures in words for people. */
final class FailureText {
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

  private static String effect(boolean mayHaveTakenEffect) {
    return mayHaveTakenEffect ? " What was asked may have been done all the same." : "";
  }
}
