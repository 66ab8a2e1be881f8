package org.veilor.mesh.headscale;

import java.time.Clock;
import java.time.Instant;

/** {@link HeadscaleNodes} over the REST API. */
final class RestNodes implements HeadscaleNodes {
  private final HeadscaleApi api;
  private final Conversation conversation;
  private final Clock clock;

  RestNodes(HeadscaleApi api, Conversation conversation, Clock clock) {
    this.api = api;
    this.conversation = conversation;
    this.clock = clock;
  }

  @Override
  public NodeSnapshot nodes() {
    Instant asked = clock.instant();
    return conversation.ask(
        Operation.NODE_LIST,
        api::nodes,
        Wire.Nodes.class,
        wire -> new NodeSnapshot(asked, Translation.all(wire.nodes(), Translation::node)));
  }

  @Override
  public void deleteNode(String id) {
    String node = HeadscaleId.checked(id);
    Found.orEmpty(() ->
        conversation.ask(
            Operation.NODE_DELETE,
            bearer -> api.deleteNode(bearer, node),
            Wire.Empty.class,
            empty -> empty));
  }
}
