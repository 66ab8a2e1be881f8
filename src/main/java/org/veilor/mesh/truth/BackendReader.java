package org.veilor.mesh.truth;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.truth.Service.Backend;

/** Reads {@code backend}: {@code nullstone:3000}, {@code https://[fd7a::5]:8443}. */
final class BackendReader {
  static final String FORM =
      "(?:(https?)://)?(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9.-]+)):([0-9]+)/?";
  static final String SENTENCE =
      "a backend is a host and a port, as nullstone:3000 or https://192.168.1.5:8443.";
  private static final Pattern URL = Pattern.compile(FORM);

  private BackendReader() {}

  static Optional<Backend> read(Entry entry, Map<String, Host> hosts) {
    var word = entry.word();
    if (word.isEmpty()) {
      return Optional.empty();
    }
    var url = URL.matcher(word.get());
    if (!url.matches()) {
      entry.fault("\"" + word.get() + "\" cannot be passed on to: " + SENTENCE);
      return Optional.empty();
    }
    var scheme = url.group(1) == null ? "http" : url.group(1);
    var host = url.group(2) == null ? url.group(3) : url.group(2);
    var port = Ports.of(url.group(4), entry::fault);
    var address = Address.of(host);
    var machine = hosts.get(host);
    if (address.isEmpty() && machine == null) {
      entry.fault(
          "%s is neither one of hosts nor an address.".formatted(host), host, hosts.keySet());
      return Optional.empty();
    }
    if (address.isEmpty() && machine != null && machine.addresses().isEmpty()) {
      entry.fault("%1$s has no address yet: write hosts.%1$s.address.".formatted(host));
      return Optional.empty();
    }
    return port.map(it -> new Backend(scheme, address.map(Address::toString).orElse(host), it));
  }
}
