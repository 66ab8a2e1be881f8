package org.veilor.mesh.proof;

import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.tier.Tag;

/**
 * A packet that a policy lets through and should not.
 *
 * @param from what the machine is that sends it
 * @param source an address that it must have for that, if not any will do
 * @param to where it goes
 * @param protocol its IANA number
 * @param port empty for a protocol without ports
 * @param rule the entry that lets it through
 */
public record Counterexample(
    Tag from, Optional<Address> source, To to, int protocol, OptionalInt port, String rule)
    implements Breach {

  /**
   * The other end.
   *
   * @param address the one it has, if the policy names it by that
   * @param whose a host's name, a tag, a user; empty if nobody has the address yet
   */
  public record To(Optional<Address> address, String whose) {}

  @Override
  public String sentence() {
    return "%s would reach %s by %s%s."
        .formatted(
            from.text(),
            where(),
            rule,
            source.map(it -> ", whose source %s may be any machine's".formatted(it)).orElse(""));
  }

  /** {@code 100.64.0.3:22 (nullstone)}, {@code tag:infra:22/udp}. */
  private String where() {
    var place = to.address().map(it -> port.isPresent() && it.v6() ? "[" + it + "]" : "" + it);
    return place.orElse(to.whose())
        + (port.isPresent() ? ":" + port.getAsInt() : "")
        + (protocol == Protocol.TCP ? "" : "/" + Protocol.name(protocol))
        + (place.isPresent() && !to.whose().isEmpty() ? " (" + to.whose() + ")" : "");
  }
}
