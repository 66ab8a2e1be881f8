package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.identity.CallLimits;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.publish.ProvenPolicy;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * The door to pre-auth keys. Every method checks what the caller may do, and fails with a {@link
 * Problem} whose text can be shown to a person.
 *
 * <p>What changes a key refuses to run inside a caller's transaction: what it writes down before it
 * asks Headscale must outlive a crash.
 */
@ApplicationScoped
public class Keys {
  private final KeyPolicy policy;
  private final OpenIntent intents;
  private final MintKey mint;
  private final EndAtHeadscale endings;
  private final KeyBook book;
  private final KeyQueries queries;
  private final CallLimits limits;
  private final HeadscaleOfRecord headscales;
  private final ProvenPolicy proven;
  private final Event<KeysChanged> changed;

  Keys(
      KeyPolicy policy,
      OpenIntent intents,
      MintKey mint,
      EndAtHeadscale endings,
      KeyBook book,
      KeyQueries queries,
      CallLimits limits,
      HeadscaleOfRecord headscales,
      ProvenPolicy proven,
      Event<KeysChanged> changed) {
    this.policy = policy;
    this.intents = intents;
    this.mint = mint;
    this.endings = endings;
    this.book = book;
    this.queries = queries;
    this.limits = limits;
    this.headscales = headscales;
    this.proven = proven;
    this.changed = changed;
  }

  /**
   * Mints a key for a subject that has none. A subject with a live key is refused with {@code
   * live-key-exists}: its key may be on its way to somebody.
   *
   * @param ttl null for the default
   * @param idempotencyKey the caller's name for this request, or null
   */
  @Transactional(TxType.NEVER)
  public MintedKey mint(
      Caller caller,
      Tier tier,
      Subject subject,
      @Nullable Duration ttl,
      @Nullable String idempotencyKey) {
    require(caller, KeyScopes.toMint(tier));
    var wish = new KeyWish(tier, subject, policy.ttl(tier, ttl), "mint", idempotencyKey, null);
    headscales.require();
    proven.require();
    intents.refuseRepetition(wish, caller);
    return counted(wish, () -> mint.mint(wish, null, caller));
  }

  /**
   * Ends the live key of the subject that this key was made for, if there is one, and mints another
   * of the same tier, for the same life as far as today's policy allows it. Any key of the
   * subject's history will do. The old text is dead before the new one exists; of several calls at
   * once one goes on and the rest are told {@code key-in-flight}.
   */
  @Transactional(TxType.NEVER)
  public MintedKey regenerate(Caller caller, UUID id, @Nullable String idempotencyKey) {
    var key = findFor(caller, id);
    var ttl = policy.ttlToday(key.tier(), key.ttl());
    var wish =
        new KeyWish(key.tier(), key.subject(), ttl, "regenerate " + id, idempotencyKey, null);
    headscales.require();
    proven.require();
    intents.refuseRepetition(wish, caller);
    return counted(wish, () -> replaceOpen(wish, caller));
  }

  private MintedKey replaceOpen(KeyWish wish, Caller caller) {
    var open = queries.openFor(wish.tier(), wish.subject()).orElse(null);
    if (open == null) {
      return mint.mint(wish, null, caller);
    }
    if (open.state() == KeyState.MINTING) {
      throw OpenIntent.inFlight(open.subject());
    }
    var ending = endings.end(open, "regenerated");
    return mint.mint(wish.replacing(open.id()), ending, caller);
  }

  /** A call that hands out no key costs the subject nothing: nobody can use up somebody's quota. */
  private MintedKey counted(KeyWish wish, Supplier<MintedKey> minting) {
    var quota = wish.tier().text() + " " + wish.subject().text();
    limits.spendForSubject(quota);
    try {
      var minted = minting.get();
      changed.fire(new KeysChanged());
      return minted;
    } catch (RuntimeException e) {
      limits.giveBackForSubject(quota);
      throw e;
    }
  }

  /** Ends a live key at Headscale, then on record. A key that is not live is refused. */
  @Transactional(TxType.NEVER)
  public KeyRecord revoke(Caller caller, UUID id) {
    var key = findFor(caller, id);
    headscales.require();
    if (key.state() == KeyState.MINTING) {
      throw OpenIntent.inFlight(key.subject());
    }
    if (key.state() != KeyState.LIVE) {
      throw notLive(key);
    }
    var ending = endings.end(key, "revoked");
    var ended =
        // The sweep may have recorded the end meanwhile: what stands on record holds.
        book.end(id, ending, caller.actor()).orElseGet(() -> find(id));
    changed.fire(new KeysChanged());
    if (ended.state() == KeyState.USED) {
      throw notLive(ended);
    }
    return ended;
  }

  public KeyRecord show(Caller caller, UUID id) {
    require(caller, Scope.KEYS_READ);
    return find(id);
  }

  /** Newest first. One more than the limit, if there are more. */
  public List<KeyRecord> list(Caller caller, KeyFilter filter) {
    require(caller, Scope.KEYS_READ);
    return queries.list(filter);
  }

  /** A key of a tier that the caller has nothing to do with is, to that caller, not there. */
  private KeyRecord findFor(Caller caller, UUID id) {
    var key = find(id);
    if (!caller.may(KeyScopes.toMint(key.tier())) && !caller.may(Scope.KEYS_READ)) {
      throw notFound();
    }
    require(caller, KeyScopes.toMint(key.tier()));
    return key;
  }

  private KeyRecord find(UUID id) {
    return queries.find(id).orElseThrow(Keys::notFound);
  }

  /** In the same words for a key that is not there and one that is not the caller's to see. */
  static Problem notFound() {
    return new Problem(
        GeneralProblem.NOT_FOUND, "There is no key with this id: list them to find it.");
  }

  private static void require(Caller caller, Scope scope) {
    if (!caller.may(scope)) {
      throw new Problem(
          GeneralProblem.FORBIDDEN, "This token may not do that: use one made for this purpose.");
    }
  }

  private static Problem notLive(KeyRecord key) {
    var use = key.usedBy();
    var what =
        use == null
            ? "This key is %s: there is nothing to revoke.".formatted(key.state())
            : "This key was used by node %s (%s) and admits nobody else. To take that machine off the mesh: %s"
                .formatted(use.nodeId(), use.name(), removal(use));
    return new Problem(KeyProblem.KEY_NOT_LIVE, what).with("state", key.state().name());
  }

  private static String removal(NodeUse use) {
    return use.known() ? "./mesh node remove " + use.nodeId() : "find it with ./mesh node list";
  }
}
