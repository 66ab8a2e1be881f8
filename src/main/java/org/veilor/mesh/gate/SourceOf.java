package org.veilor.mesh.gate;

import java.util.List;
import org.veilor.mesh.address.AddressRange;

/** Whose request it is, by what X-Forwarded-For holds. */
sealed interface SourceOf {
  Caller caller(GateSnapshot snapshot, String forwardedFor);

  /** The proxy itself saw the caller: one address, and nothing else. */
  record Direct() implements SourceOf {
    @Override
    public Caller caller(GateSnapshot snapshot, String forwardedFor) {
      return forwardedFor.indexOf(',') < 0
          ? snapshot.caller(forwardedFor)
          : Caller.refused(Reason.SEVERAL_SOURCES, "?");
    }
  }

  /**
   * Proxies before the proxy each added who asked them. Only what a known one wrote is believed: so
   * from the right, over known ones, to the first that is none. What stands left of that a client
   * may have written.
   */
  record Chain(List<AddressRange> hops) implements SourceOf {
    public Chain {
      hops = List.copyOf(hops);
    }

    @Override
    public Caller caller(GateSnapshot snapshot, String forwardedFor) {
      int end = forwardedFor.length();
      while (end >= 0) {
        int comma = forwardedFor.lastIndexOf(',', end - 1);
        var text = forwardedFor.substring(comma + 1, end).strip();
        var address = SourceText.read(text);
        if (address.isEmpty()) {
          return Caller.refused(Reason.NOT_AN_ADDRESS, "?");
        }
        if (hops.stream().noneMatch(hop -> hop.contains(address.get()))) {
          return snapshot.callers().caller(address.get());
        }
        end = comma;
      }
      return Caller.refused(Reason.SOURCE_NATTED, "?");
    }
  }
}
