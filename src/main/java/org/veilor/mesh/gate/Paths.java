package org.veilor.mesh.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gate's addresses: {@code /authz/traefik}, {@code /authz/traefik/vhost/files.veilor}, {@code
 * /authz/whoami}; with a secret, {@code /authz/<secret>/traefik} and so on. A proxy is set to one
 * of them. What stands behind a question mark may be the client's, so nobody reads it.
 *
 * <p>Envoy puts the client's own path behind ours: there nothing behind {@code /authz/envoy} means
 * anything, and a vhost is pinned before it, {@code /authz/vhost/files.veilor/envoy}.
 */
final class Paths {
  private static final String BASE = "/authz/";
  private static final String PIN = "/vhost/";
  private static final String ENVOY_PIN = "vhost/";
  private static final Asked UNKNOWN = new Asked.Nothing(Reason.UNKNOWN_PATH);
  private static final Asked WRONG_SECRET = new Asked.Nothing(Reason.WRONG_SECRET);

  private final Map<String, Asked> whole = new HashMap<>();
  private final Optional<byte[]> secret;

  /** A proxy asks by the same path again and again. By one thread only. */
  private String last = "";

  private Asked lastAsked = UNKNOWN;

  Paths(Optional<String> secret) {
    this.secret = secret.map(it -> it.getBytes(UTF_8));
    for (var proxy : Proxy.values()) {
      whole.put(proxy.path(), new Asked.ByHeader(proxy));
    }
    whole.put("whoami", new Asked.Whoami());
  }

  Asked asked(String path) {
    if (secret.isPresent()) {
      return behindSecret(path, secret.get());
    }
    if (!path.equals(last)) {
      lastAsked = path.startsWith(BASE) ? rest(path.substring(BASE.length())) : UNKNOWN;
      last = path;
    }
    return lastAsked;
  }

  private Asked behindSecret(String path, byte[] expected) {
    int end = path.indexOf('/', BASE.length());
    return end > 0
            && path.startsWith(BASE)
            && MessageDigest.isEqual(path.substring(BASE.length(), end).getBytes(UTF_8), expected)
        ? rest(path.substring(end + 1))
        : WRONG_SECRET;
  }

  private Asked rest(String rest) {
    var known = whole.get(rest);
    if (known != null) {
      return known;
    }
    if (rest.startsWith(Proxy.ENVOY.path() + "/")) {
      return new Asked.ByHeader(Proxy.ENVOY);
    }
    if (rest.startsWith(ENVOY_PIN)) {
      return pinnedEnvoy(rest.substring(ENVOY_PIN.length()));
    }
    for (var proxy : Proxy.values()) {
      if (rest.startsWith(proxy.path() + PIN)) {
        return pinned(proxy, rest.substring(proxy.path().length() + PIN.length()));
      }
    }
    return UNKNOWN;
  }

  private static Asked pinnedEnvoy(String rest) {
    int end = rest.indexOf('/');
    var behind = end < 0 ? "" : rest.substring(end + 1);
    var envoy = Proxy.ENVOY.path();
    return behind.equals(envoy) || behind.startsWith(envoy + "/")
        ? pinned(Proxy.ENVOY, rest.substring(0, end))
        : UNKNOWN;
  }

  private static Asked pinned(Proxy proxy, String vhost) {
    return HostName.canonical(vhost).filter(vhost::equals).isPresent()
        ? new Asked.Pinned(proxy, vhost)
        : UNKNOWN;
  }
}
