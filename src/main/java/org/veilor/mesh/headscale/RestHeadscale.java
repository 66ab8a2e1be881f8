package org.veilor.mesh.headscale;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.NotFound;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;

/** {@link Headscale} over its REST API. */
final class RestHeadscale implements Headscale {
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

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
    Ask.KeyId key = new Ask.KeyId(checked(id));
    unlessGone(Operation.KEY_EXPIRE, bearer -> api.expirePreAuthKey(bearer, key));
  }

  @Override
  public void deletePreAuthKey(String id) {
    String key = checked(id);
    unlessGone(Operation.KEY_DELETE, bearer -> api.deletePreAuthKey(bearer, key));
  }

  @Override
  public List<Node> nodes() {
    return conversation.ask(
        Operation.NODE_LIST,
        api::nodes,
        Wire.Machines.class,
        machines -> Translation.all(machines.nodes(), Translation::node));
  }

  @Override
  public Optional<Node> node(String id) {
    String node = checked(id);
    return present(() ->
        conversation.ask(
            Operation.NODE_GET,
            bearer -> api.node(bearer, node),
            Wire.OneMachine.class,
            machine -> Translation.node(machine.node())));
  }

  @Override
  public Node setNodeTags(String id, List<String> tags) {
    String node = checked(id);
    return conversation.ask(
        Operation.NODE_TAGS,
        bearer -> api.setNodeTags(bearer, node, new Ask.Tags(tags)),
        Wire.OneMachine.class,
        machine -> Translation.node(machine.node()));
  }

  @Override
  public void expireNode(String id) {
    String node = checked(id);
    conversation.ask(
        Operation.NODE_EXPIRE,
        bearer -> api.expireNode(bearer, node, new Ask.Nothing()),
        Wire.OneMachine.class,
        machine -> machine);
  }

  @Override
  public void deleteNode(String id) {
    String node = checked(id);
    conversation.ask(
        Operation.NODE_DELETE,
        bearer -> api.deleteNode(bearer, node),
        Wire.Empty.class,
        empty -> empty);
  }

  @Override
  public List<User> users() {
    return conversation.ask(
        Operation.USER_LIST,
        api::users,
        Wire.Owners.class,
        owners -> Translation.all(owners.users(), Translation::user));
  }

  @Override
  public User createUser(String name) {
    return conversation.ask(
        Operation.USER_CREATE,
        bearer -> api.createUser(bearer, new Ask.NewUser(name)),
        Wire.OneOwner.class,
        owner -> Translation.user(owner.user()));
  }

  @Override
  public Optional<StoredPolicy> policy() {
    return present(() ->
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

  @Override
  public List<ApiKey> apiKeys() {
    return conversation.ask(
        Operation.API_KEY_LIST,
        api::apiKeys,
        Wire.AccessKeys.class,
        keys -> Translation.all(keys.apiKeys(), Translation::apiKey));
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

  private void unlessGone(Operation operation, Function<String, Response> request) {
    present(() -> conversation.ask(operation, request, Wire.Empty.class, empty -> empty));
  }

  private static <T> Optional<T> present(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (HeadscaleException failed) {
      if (failed.failure() instanceof NotFound) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** An id goes into a path: nothing but digits gets there, whatever the encoding does. */
  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not an id of Headscale's");
    }
    return id;
  }
}
