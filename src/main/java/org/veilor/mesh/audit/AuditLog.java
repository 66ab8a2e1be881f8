package org.veilor.mesh.audit;

/** Where deeds are written down. */
public interface AuditLog {
  /**
   * Adds an entry in the caller's transaction, which must be open: deed and entry are stored
   * together or not at all. Takes the lock of the chain's head until that transaction ends, so call
   * it last.
   */
  void append(AuditEvent event);

  /**
   * Fails if nothing could be written down now: for a deed elsewhere that no transaction of ours
   * can take back. It looks before; what breaks in between is not foreseen.
   */
  void requireWritable();
}
