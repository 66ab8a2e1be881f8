package org.veilor.mesh.headscale;

/**
 * Every way in which a call to Headscale fails. The texts are for people and hold no secret. The
 * short constructors assume the worst about the effect.
 */
public sealed interface HeadscaleFailure {
  /**
   * True: Headscale may have done what was asked, so look before asking again. Always false for a
   * call that only reads.
   */
  boolean mayHaveTakenEffect();

  /** Nobody answered, or the circuit breaker is open. Certainly without effect. */
  record Unreachable(String why) implements HeadscaleFailure {
    public Unreachable() {
      this("no connection");
    }

    @Override
    public boolean mayHaveTakenEffect() {
      return false;
    }
  }

  /** Connected, asked, and no whole answer in time. */
  record TimedOut(boolean mayHaveTakenEffect) implements HeadscaleFailure {
    public TimedOut() {
      this(true);
    }
  }

  /** Our API key is missing, wrong, expired, or not allowed this. */
  record Unauthorised(String why) implements HeadscaleFailure {
    public Unauthorised() {
      this("Headscale does not accept the API key");
    }

    @Override
    public boolean mayHaveTakenEffect() {
      return false;
    }
  }

  /** Headscale knows no such thing. */
  record NotFound() implements HeadscaleFailure {
    @Override
    public boolean mayHaveTakenEffect() {
      return false;
    }
  }

  /** Headscale understood and said no, in these words. */
  record Refused(String message) implements HeadscaleFailure {
    @Override
    public boolean mayHaveTakenEffect() {
      return false;
    }
  }

  /**
   * Not the answer of a healthy Headscale: cut off, not JSON, a member missing, status 5xx.
   *
   * @param transport true: the connection or Headscale itself is in trouble (cut off, 5xx), so the
   *     next call is likely to fail too. False: it answered, and we cannot read this answer
   */
  record Broken(String what, boolean mayHaveTakenEffect, boolean transport)
      implements HeadscaleFailure {
    public Broken(String what) {
      this(what, true);
    }

    public Broken(String what, boolean mayHaveTakenEffect) {
      this(what, mayHaveTakenEffect, false);
    }
  }

  /** Older than 0.29.0, where a key's single use is not atomic, or it does not tell its version. */
  record TooOld(HeadscaleVersion version) implements HeadscaleFailure {
    @Override
    public boolean mayHaveTakenEffect() {
      return false;
    }
  }
}
