package org.veilor.mesh.headscale;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;

/** {@link HeadscaleKeys} over the REST API. */
final class RestKeys implements HeadscaleKeys {
  private final HeadscaleApi api;
  private final Conversation conversation;

  RestKeys(HeadscaleApi api, Conversation conversation) {
    this.api = api;
    this.conversation = conversation;
  }

  @Override
  public MintedPreAuthKey createPreAuthKey(List<String> tags, Instant expiration) {
    if (tags.isEmpty()) {
      throw new IllegalArgumentException("A key without tags would belong to nobody");
    }
    if (!expiration.equals(expiration.truncatedTo(ChronoUnit.MICROS))) {
      throw new IllegalArgumentException("The expiration must be in whole microseconds");
    }
    Ask.NewKey wanted = new Ask.NewKey(false, false, expiration.toString(), tags);
    return conversation.ask(
        Operation.KEY_CREATE,
        bearer -> api.createPreAuthKey(bearer, wanted),
        Wire.OneKey.class,
        answer -> minted(answer.preAuthKey()));
  }

  /** Whether it is the key that was asked for is the caller's to judge: it knows how to end it. */
  private static MintedPreAuthKey minted(Wire.Key wire) {
    PreAuthKey key = Translation.key(wire);
    if (!Translation.isWholeKey(wire.key())) {
      throw new HeadscaleException(new Broken("the new key's text is not one"));
    }
    return new MintedPreAuthKey(key, wire.key());
  }

  @Override
  public List<PreAuthKey> preAuthKeys() {
    return conversation.ask(
        Operation.KEY_LIST,
        api::preAuthKeys,
        Wire.Keys.class,
        keys -> Translation.all(keys.preAuthKeys(), Translation::key));
  }

  @Override
  public void expirePreAuthKey(String id) {
    Ask.KeyId key = new Ask.KeyId(HeadscaleId.checked(id));
    unlessGone(Operation.KEY_EXPIRE, bearer -> api.expirePreAuthKey(bearer, key));
  }

  @Override
  public void deletePreAuthKey(String id) {
    String key = HeadscaleId.checked(id);
    unlessGone(Operation.KEY_DELETE, bearer -> api.deletePreAuthKey(bearer, key));
  }

  private void unlessGone(Operation operation, Function<String, Response> request) {
    Found.orEmpty(() -> conversation.ask(operation, request, Wire.Empty.class, empty -> empty));
  }
}
