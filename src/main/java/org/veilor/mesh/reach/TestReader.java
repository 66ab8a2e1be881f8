package org.veilor.mesh.reach;

import java.util.Set;
import org.veilor.mesh.address.AddressRange;

/** Reads {@code tests} and {@code sshTests}: which shapes Headscale runs, not what they assert. */
final class TestReader {
  private static final Set<Integer> PROTOCOLS =
      Set.of(Protocol.ANY, Protocol.TCP, Protocol.UDP, Protocol.SCTP);
  private static final String SINGLE =
      "a test's destination is one host and one port, as tag:edge:443.";

  private final Names names;
  private final Faults faults;

  TestReader(Names names, Faults faults) {
    this.names = names;
    this.faults = faults;
  }

  void read(Fields policy) {
    policy.objects("tests", Set.of("src", "proto", "accept", "deny"), false).forEach(this::test);
    policy
        .objects("sshTests", Set.of("src", "dst", "accept", "deny", "check"), false)
        .forEach(this::sshTest);
  }

  private void test(Fields test) {
    var wanted = test.list("accept");
    var unwanted = test.list("deny");
    if (wanted.isEmpty() && unwanted.isEmpty()) {
      faults.refuse(
          test.object(), test.at("accept"), "a test says what is accepted, or what is denied.");
    }
    wanted.forEach(item -> destination(item, test.at("accept")));
    unwanted.forEach(item -> destination(item, test.at("deny")));
    test.value("proto")
        .filter(it ->
            !(it instanceof Json.Str word
                && Protocol.inAcl(word.value()).filter(PROTOCOLS::contains).isPresent()))
        .ifPresent(it -> faults.refuse(it, test.at("proto"), "a test is of tcp, udp or sctp."));
  }

  private void destination(Json item, String path) {
    if (!(item instanceof Json.Str text)) {
      faults.refuse(item, path, SINGLE);
      return;
    }
    try {
      var parts = HostAndPort.split(text.value());
      var ports = Ports.parse(parts.port());
      boolean one = ports.size() == 1 && ports.getFirst().first() == ports.getFirst().last();
      if (!one
          || parts.host().contains("/")
          || parts.host().equals(Alias.Auto.INTERNET.text())
          || isNetwork(parts.host())) {
        faults.refuse(item, path, SINGLE);
      }
    } catch (HostAndPort.NoPort | Ports.NotPorts _) {
      faults.refuse(item, path, SINGLE);
    }
  }

  /** A name of the policy's hosts behind which there is more than one address. */
  private boolean isNetwork(String host) {
    var range = names.hosts().get(host);
    return range != null && !isSingle(range);
  }

  private static boolean isSingle(AddressRange range) {
    return range.first().equals(range.last());
  }

  private void sshTest(Fields test) {
    if (test.value("src").isEmpty() || test.list("dst").isEmpty()) {
      faults.refuse(
          test.object(), test.at("dst"), "an ssh test has a source and a list of destinations.");
    }
    for (var item : test.list("dst")) {
      var alias = item instanceof Json.Str host ? Alias.parse(host.value().strip()) : null;
      boolean good =
          switch (alias) {
            case null -> false;
            case Alias.Tag tag -> names.tags().contains(tag.name());
            case Alias.HostName host -> !isNetwork(host.name());
            case Alias.Prefix prefix -> isSingle(prefix.range());
            default -> alias != Alias.Auto.INTERNET;
          };
      if (!good) {
        faults.refuse(item, test.at("dst"), "this is no single host of the mesh, or not declared.");
      }
    }
  }
}
