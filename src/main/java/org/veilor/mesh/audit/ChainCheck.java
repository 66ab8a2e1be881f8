package org.veilor.mesh.audit;

import java.util.Arrays;
import java.util.Optional;
import org.veilor.mesh.audit.AuditVerdict.Broken;
import org.veilor.mesh.audit.AuditVerdict.Fault;
import org.veilor.mesh.audit.AuditVerdict.Intact;

/**
 * Walks a chain once, in order of seq, and holds one entry at a time. Feed it every entry until it
 * finds something, then the head.
 */
final class ChainCheck {
  private final Optional<ChainAnchor> expected;
  private long lastSeq;
  private byte[] lastHash = ChainHash.GENESIS;

  ChainCheck(Optional<ChainAnchor> expected) {
    this.expected = expected;
  }

  Optional<Broken> next(ChainLink link) {
    long due = lastSeq + 1;
    long seq = link.entry().seq();
    if (seq > due) {
      return Optional.of(new Broken(due, Fault.MISSING));
    }
    if (seq < due) {
      return Optional.of(new Broken(seq, Fault.OUT_OF_PLACE));
    }
    Optional<Fault> fault = fault(link);
    if (fault.isPresent()) {
      // An intact entry knows the true hash before it: then the one before it is the false one.
      boolean before = fault.get() == Fault.REWRITTEN && lastSeq > 0;
      return Optional.of(new Broken(before ? lastSeq : seq, fault.get()));
    }
    lastSeq = seq;
    lastHash = link.hash();
    return expected
        .filter(anchor -> anchor.seq() == seq && !anchor.hasHash(link.hash()))
        .map(anchor -> new Broken(seq, Fault.NOT_AS_EXPECTED));
  }

  private Optional<Fault> fault(ChainLink link) {
    if (link.isIntact()) {
      return link.follows(lastHash) ? Optional.empty() : Optional.of(Fault.REWRITTEN);
    }
    boolean inPlace = link.follows(lastHash) || link.isIntactAfter(lastHash);
    return Optional.of(inPlace ? Fault.EDITED : Fault.OUT_OF_PLACE);
  }

  /** After the last entry. */
  AuditVerdict end(long headSeq, byte[] headHash) {
    if (headSeq > lastSeq) {
      return new Broken(lastSeq + 1, Fault.CUT_OFF);
    }
    if (headSeq < lastSeq) {
      return new Broken(headSeq + 1, Fault.NOT_COUNTED);
    }
    if (!Arrays.equals(headHash, lastHash)) {
      return new Broken(lastSeq, Fault.REWRITTEN);
    }
    if (expected.isPresent() && expected.get().seq() > lastSeq) {
      return new Broken(lastSeq + 1, Fault.MISSING);
    }
    return new Intact(lastSeq, ChainAnchor.of(lastSeq, lastHash));
  }
}
