package org.veilor.mesh.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.hibernate.Session;

/** The audit log in PostgreSQL. */
@ApplicationScoped
class ChainedAuditLog implements AuditLog {
  private static final String LOCK_HEAD = "select seq, hash from audit_head for update";
  private static final String ADD =
      """
      insert into audit_entry (seq, at, actor_kind, actor_name, actor_origin, action, target,
        before, after, result, prev_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String MOVE_HEAD = "update audit_head set seq = ?, hash = ?";

  private final Session session;
  private final Clock clock;

  ChainedAuditLog(Session session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(AuditEvent event) {
    // PostgreSQL keeps microseconds: a finer instant would not hash to the same again.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    session.doWork(connection -> append(connection, now, event));
  }

  @Override
  @Transactional
  public void requireWritable() {
    session.doWork(ChainedAuditLog::requireWritable);
  }

  /** The lock is what a database that only reads refuses. */
  private static void requireWritable(Connection connection) throws SQLException {
    var lost = LogParts.lost(connection);
    if (lost.isPresent()) {
      throw new IllegalStateException(LogParts.trouble(lost.get()));
    }
    try (PreparedStatement lock = connection.prepareStatement(LOCK_HEAD)) {
      lock.execute();
    }
  }

  private static void append(Connection connection, Instant now, AuditEvent event)
      throws SQLException {
    long seq;
    byte[] prevHash;
    try (PreparedStatement lock = connection.prepareStatement(LOCK_HEAD);
        ResultSet head = lock.executeQuery()) {
      if (!head.next()) {
        throw new IllegalStateException("the audit log has lost its head: run audit verify");
      }
      seq = head.getLong("seq") + 1;
      prevHash = head.getBytes("hash");
    }
    AuditEntry entry = AuditEntry.of(seq, now, event);
    byte[] hash = ChainHash.of(entry, prevHash);
    try (PreparedStatement add = connection.prepareStatement(ADD);
        PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
      add.setLong(1, seq);
      add.setObject(2, now.atOffset(ZoneOffset.UTC));
      add.setString(3, entry.actorKind());
      add.setString(4, entry.actorName());
      add.setString(5, entry.actorOrigin());
      add.setString(6, entry.action());
      add.setString(7, entry.target());
      add.setString(8, entry.before());
      add.setString(9, entry.after());
      add.setString(10, entry.result());
      add.setBytes(11, prevHash);
      add.setBytes(12, hash);
      add.executeUpdate();
      move.setLong(1, seq);
      move.setBytes(2, hash);
      move.executeUpdate();
    }
  }
}
