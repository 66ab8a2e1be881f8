package org.veilor.mesh.gate;

import java.util.BitSet;
import java.util.List;

/**
 * A name that was asked for: made once for each snapshot.
 *
 * @param refusal {@link Reason#ALLOWED} for one that somebody may have
 * @param kinds a bit for each {@link CallerKind} that may have it
 * @param zones the numbers of those that may have it; nobody changes it
 */
record Vhost(String label, Reason refusal, int kinds, BitSet zones) {
  private static final BitSet NONE = new BitSet();

  /** A name that the table does not have. Labels are bounded: its text is not among them. */
  static final Vhost UNKNOWN = new Vhost("unknown", Reason.UNKNOWN_VHOST, 0, NONE);

  static Vhost refused(Reason reason) {
    return new Vhost("none", reason, 0, NONE);
  }

  static Vhost of(GateVhost vhost, List<String> zones) {
    int kinds = 0;
    for (var tier : vhost.tiers()) {
      kinds |= CallerKind.of(tier).bit();
    }
    if (vhost.isPublic()) {
      for (var kind : CallerKind.values()) {
        kinds |= kind == CallerKind.NONE ? 0 : kind.bit();
      }
    }
    var numbers = new BitSet();
    vhost.zones().forEach(zone -> numbers.set(zones.indexOf(zone)));
    return new Vhost(vhost.name(), Reason.ALLOWED, kinds, numbers);
  }

  boolean lets(Caller caller) {
    return (kinds & caller.kind().bit()) != 0 || (caller.zone() >= 0 && zones.get(caller.zone()));
  }
}
