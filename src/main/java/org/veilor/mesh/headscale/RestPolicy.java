package org.veilor.mesh.headscale;

import java.util.Optional;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;

/** {@link HeadscalePolicy} over the REST API. */
final class RestPolicy implements HeadscalePolicy {
  private final HeadscaleApi api;
  private final Conversation conversation;

  RestPolicy(HeadscaleApi api, Conversation conversation) {
    this.api = api;
    this.conversation = conversation;
  }

  @Override
  public Optional<StoredPolicy> policy() {
    return Found.orEmpty(() ->
        conversation.ask(
            Operation.POLICY_GET, api::policy, Wire.Policy.class, Translation::policy));
  }

  @Override
  public StoredPolicy setPolicy(String hujson) {
    if (hujson.isBlank()) {
      throw new HeadscaleException(
          new Refused("an empty policy would allow everything; it was not sent"));
    }
    return conversation.ask(
        Operation.POLICY_SET,
        bearer -> api.setPolicy(bearer, new Ask.Policy(hujson)),
        Wire.Policy.class,
        Translation::policy);
  }

  @Override
  public void checkPolicy(String hujson) {
    conversation.ask(
        Operation.POLICY_CHECK,
        bearer -> api.checkPolicy(bearer, new Ask.Policy(hujson)),
        Wire.Empty.class,
        empty -> empty);
  }
}
