package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;

/** From what Headscale sends to what the rest of the server works with. */
final class Translation {
  /** By position, not by splitting: the parts may hold hyphens. */
  private static final Pattern PREFIXED = Pattern.compile("hskey-(?:auth|api)-(.{12})-.+");

  private static final Pattern WHOLE_KEY =
      Pattern.compile("hskey-auth-[A-Za-z0-9_-]{12}-[A-Za-z0-9_-]{32,128}");

  private static final Pattern IDENTITY = Pattern.compile("mkey:[0-9a-f]{64}");

  private static final int PREFIX = 12;

  private Translation() {}

  static String identity(Wire.ServerKey wire) {
    if (!IDENTITY.matcher(wire.publicKey()).matches()) {
      throw new HeadscaleException(new Broken("it does not say who it is", false));
    }
    return wire.publicKey();
  }

  static PreAuthKey key(Wire.Key wire) {
    return new PreAuthKey(
        wire.id(),
        prefix(wire.key()),
        wire.aclTags(),
        wire.reusable(),
        wire.ephemeral(),
        wire.used(),
        wire.expiration(),
        wire.createdAt());
  }

  /** A list shows keys masked; this tells a whole one. */
  static boolean isWholeKey(String text) {
    return WHOLE_KEY.matcher(text).matches();
  }

  static Node node(Wire.Node wire) {
    return new Node(
        wire.id(),
        wire.name(),
        wire.givenName(),
        wire.ipAddresses(),
        wire.tags(),
        wire.preAuthKey().map(Wire.KeyOfNode::id),
        wire.createdAt(),
        unlessZero(wire.lastSeen()),
        unlessZero(wire.expiry()),
        wire.online());
  }

  static StoredPolicy policy(Wire.Policy wire) {
    return new StoredPolicy(wire.policy(), unlessZero(wire.updatedAt()));
  }

  static <W, T> List<T> all(List<W> wire, Function<W, T> translation) {
    return wire.stream().map(translation).toList();
  }

  /** Go's zero time stands for "never". */
  private static Optional<Instant> unlessZero(Optional<Instant> time) {
    return time.filter(instant -> instant.isAfter(Instant.EPOCH));
  }

  private static String prefix(String key) {
    Matcher prefixed = PREFIXED.matcher(key);
    return prefixed.matches()
        ? prefixed.group(1)
        : key.substring(0, Math.min(PREFIX, key.length()));
  }
}
