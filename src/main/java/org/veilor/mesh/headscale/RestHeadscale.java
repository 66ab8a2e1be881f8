package org.veilor.mesh.headscale;

import java.time.Duration;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;

/** {@link Headscale} over the REST API. */
final class RestHeadscale implements Headscale {
  /** Above the capability version of every client that there is. */
  private static final int ANY_CLIENT = 1000;

  private final HeadscaleApi api;
  private final Conversation conversation;
  private final Duration patience;
  private final String loginServer;

  RestHeadscale(
      HeadscaleApi api, Conversation conversation, Duration patience, String loginServer) {
    this.api = api;
    this.conversation = conversation;
    this.patience = patience;
    this.loginServer = loginServer;
  }

  @Override
  public String identity() {
    return conversation.askOpenly(
        Operation.IDENTITY,
        () -> api.serverKey(ANY_CLIENT),
        Wire.ServerKey.class,
        Translation::identity);
  }

  @Override
  public HeadscaleVersion version() {
    return conversation.version();
  }

  @Override
  public void checkHealth() {
    conversation.ask(
        Operation.HEALTH,
        api::health,
        Wire.Health.class,
        health -> {
          if (!health.databaseConnectivity()) {
            throw new HeadscaleException(new Broken("it cannot reach its database", false, true));
          }
          return health;
        });
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public String loginServer() {
    return loginServer;
  }
}
