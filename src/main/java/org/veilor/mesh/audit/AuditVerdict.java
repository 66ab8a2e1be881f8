package org.veilor.mesh.audit;

import java.util.Optional;

/** What a check of the whole log came to. */
public sealed interface AuditVerdict {
  /**
   * Nothing was changed since the head was written.
   *
   * @param head the last entry; keep it elsewhere and give it to the next check
   */
  record Intact(long entries, ChainAnchor head) implements AuditVerdict {}

  /**
   * Something is wrong.
   *
   * @param seq the first entry that is not as it was
   */
  record Broken(long seq, Fault fault) implements AuditVerdict {}

  /**
   * A part of the log itself is gone, so nobody can say how many entries there should be.
   *
   * @param found what the remaining entries, walked all the same, show besides
   */
  record Lost(Part part, Optional<Broken> found) implements AuditVerdict {}

  /** What the log consists of. */
  enum Part {
    HEAD_ROW("its head, the one row of audit_head that remembers how many entries there are"),
    HEAD_TABLE("its head, the table audit_head that remembers how many entries there are"),
    ENTRY_TABLE("the table audit_entry with every entry");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    /** Continues "the audit log has lost ...". */
    public String words() {
      return words;
    }
  }

  /** What is wrong with the first bad entry. */
  enum Fault {
    EDITED("its content is not what was written"),
    REWRITTEN("it was replaced by another entry with a hash of its own"),
    OUT_OF_PLACE("it does not belong after the entry before it"),
    MISSING("it is missing"),
    CUT_OFF("it and all after it are missing: the head remembers more"),
    NOT_COUNTED("the head does not count it: the head was set back, or the entry slipped in"),
    NOT_AS_EXPECTED("its hash is not the expected one: the chain was built anew");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    /** Continues "entry 7: ...". */
    public String text() {
      return text;
    }
  }
}
