package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleKeys;
import org.veilor.mesh.headscale.MintedPreAuthKey;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.upstream.HeadscaleProblem;
import org.veilor.mesh.upstream.HeadscaleProblems;

/**
 * Makes one key: intent on record, key at Headscale, key on record, and only then its text to the
 * caller. Wherever that breaks off, the sweep finds what is left by the expiry on record.
 */
@ApplicationScoped
class MintKey {
  private static final Logger LOG = Logger.getLogger(MintKey.class);

  private final OpenIntent intents;
  private final KeyBook book;
  private final HeadscaleKeys headscale;
  private final KeyMetrics metrics;
  private final KeyConfig config;
  private final KeySweepSignal sweep;

  MintKey(
      OpenIntent intents,
      KeyBook book,
      HeadscaleKeys headscale,
      KeyMetrics metrics,
      KeyConfig config,
      KeySweepSignal sweep) {
    this.intents = intents;
    this.book = book;
    this.headscale = headscale;
    this.metrics = metrics;
    this.config = config;
    this.sweep = sweep;
  }

  /**
   * @param ending how the key that this one replaces ended, if it replaces one that was open
   */
  MintedKey mint(KeyWish wish, @Nullable Ending ending, Caller caller) {
    return metrics.timeMint(wish.tier(), () -> carryOut(wish, ending, caller));
  }

  private MintedKey carryOut(KeyWish wish, @Nullable Ending ending, Caller caller) {
    var intent = intents.open(wish, ending, caller);
    sweep.soon();
    try {
      return fulfil(intent, caller.actor());
    } catch (RuntimeException e) {
      giveUp(
          intent, e instanceof Problem problem ? problem.type() : GeneralProblem.INTERNAL, caller);
      throw e;
    }
  }

  /** However it fails, the caller gives the intent up, so that the subject is free at once. */
  private MintedKey fulfil(KeyRecord intent, Actor actor) {
    var minted = create(intent);
    refuseAnotherThanAsked(intent, minted);
    var live = record(intent, minted, actor);
    return new MintedKey(live, minted.text());
  }

  private MintedPreAuthKey create(KeyRecord intent) {
    try {
      return headscale.createPreAuthKey(intent.tier().tags(), intent.expiresAt());
    } catch (HeadscaleException e) {
      throw HeadscaleProblems.of(e);
    }
  }

  /** A key that is not what was asked for, or whose life is not what we say, must not go out. */
  private void refuseAnotherThanAsked(KeyRecord intent, MintedPreAuthKey minted) {
    var made = minted.record();
    var asked =
        made.tags().equals(intent.tier().tags())
            && made.expiration().equals(intent.expiresAt())
            && !made.reusable()
            && !made.ephemeral();
    if (!asked) {
      kill(made.id());
      throw new Problem(
          HeadscaleProblem.HEADSCALE_BROKEN_ANSWER,
          "Headscale made another key than asked for, so it was ended. Look at Headscale's log.");
    }
    var skew = Duration.between(intent.createdAt(), made.createdAt());
    if (skew.abs().compareTo(config.clockTolerance()) > 0) {
      kill(made.id());
      throw new Problem(
          KeyProblem.CLOCK_SKEW,
          ("Our clock and Headscale's are %d s apart, so a key would not live as long as it says;"
                  + " it was ended. Set both clocks by NTP and try again.")
              .formatted(skew.abs().toSeconds()));
    }
  }

  private KeyRecord record(KeyRecord intent, MintedPreAuthKey minted, Actor actor) {
    var id = minted.record().id();
    try {
      return book.live(intent.id(), id, minted.record().prefix(), actor)
          .orElseThrow(() -> OpenIntent.inFlight(intent.subject()));
    } catch (RuntimeException e) {
      // Nobody has its text, and the books may not know of it: end it now, the sweep will retry.
      kill(id);
      throw e;
    }
  }

  private void kill(String headscaleId) {
    try {
      headscale.expirePreAuthKey(headscaleId);
      headscale.deletePreAuthKey(headscaleId);
    } catch (HeadscaleException e) {
      LOG.warnf("key %s at Headscale is left to the sweep: %s", headscaleId, e.failure());
    }
    sweep.soon();
  }

  /** Does nothing to a row that the sweep has ended meanwhile. */
  private void giveUp(KeyRecord intent, ProblemType why, Caller caller) {
    try {
      book.end(intent.id(), Ending.failed(why.slug()), caller.actor());
    } catch (RuntimeException e) {
      LOG.warnf("key %s stays MINTING until the sweep: %s", intent.id(), e.getClass().getName());
    }
    sweep.soon();
  }
}
