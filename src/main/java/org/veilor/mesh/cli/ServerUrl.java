package org.veilor.mesh.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** An address that a person wrote into a variable. What is wrong with it is said with its name. */
final class ServerUrl {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int LAST_PORT = 65_535;

  private ServerUrl() {}

  static URI read(String variable, String text) {
    if (text.isBlank()) {
      throw refused(variable, "is empty");
    }
    URI url;
    try {
      // Names the host and port as such: URI alone takes "http://host:x" for a name.
      url = new URI(text.strip()).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw refused(variable, "is no address: " + text);
    }
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null && !SCHEMES.contains(scheme)) {
      throw refused(variable, "lacks http:// or https://: " + text);
    }
    if (!SCHEMES.contains(scheme)) {
      throw refused(variable, "begins with neither http:// nor https://: " + text);
    }
    if (url.getHost() == null) {
      throw refused(variable, "names no host: " + text);
    }
    if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
      throw refused(variable, "has a port that is none, 1 to 65535: " + text);
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getFragment() != null) {
      throw ApiRefusal.usage(
          variable
              + " takes an address without a user, \"?\" and \"#\"; the token has its own file.");
    }
    return url;
  }

  private static ApiRefusal refused(String variable, String why) {
    return ApiRefusal.usage(
        "%s %s. Write it like https://mesh.example or http://127.0.0.1:8085."
            .formatted(variable, why));
  }
}
