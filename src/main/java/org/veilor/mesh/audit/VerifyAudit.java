package org.veilor.mesh.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.Session;
import org.veilor.mesh.audit.AuditVerdict.Broken;
import org.veilor.mesh.audit.AuditVerdict.Lost;
import org.veilor.mesh.audit.AuditVerdict.Part;

/** Checks the whole log. */
@ApplicationScoped
public class VerifyAudit {
  /** Few enough to hold, enough that the round trips do not count. */
  private static final int ROWS_AT_ONCE = 1000;

  /** Begins with a row that is always there: without a head the entries are walked all the same. */
  private static final String ALL_AND_HEAD =
      """
      select e.*, h.seq as head_seq, h.hash as head_hash
      from (select 1) always left join audit_head h on true left join audit_entry e on true
      order by e.seq
      """;

  private static final String ALL_WITHOUT_HEAD =
      """
      select e.*, null::bigint as head_seq, null::bytea as head_hash
      from (select 1) always left join audit_entry e on true order by e.seq
      """;

  private final Session session;

  VerifyAudit(Session session) {
    this.session = session;
  }

  /**
   * Reads every entry in one statement, so that entries written meanwhile do not disturb. Memory
   * does not grow with the log.
   *
   * @param expected an entry that was written down elsewhere and must be in the log
   */
  @Transactional
  public AuditVerdict verify(Optional<ChainAnchor> expected) {
    return session.doReturningWork(connection -> verdict(connection, new ChainCheck(expected)));
  }

  private static AuditVerdict verdict(Connection connection, ChainCheck check) throws SQLException {
    Optional<Part> lost = LogParts.lost(connection);
    if (lost.isEmpty()) {
      return walk(connection, ALL_AND_HEAD, check);
    }
    if (lost.get() == Part.ENTRY_TABLE) {
      return new Lost(Part.ENTRY_TABLE, Optional.empty());
    }
    AuditVerdict rest = walk(connection, ALL_WITHOUT_HEAD, check);
    Optional<Broken> found = rest instanceof Broken broken ? Optional.of(broken) : Optional.empty();
    return new Lost(lost.get(), found);
  }

  private static AuditVerdict walk(Connection connection, String all, ChainCheck check)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(all)) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        Optional<byte[]> headHash = Optional.empty();
        long headSeq = 0;
        while (rows.next()) {
          headSeq = rows.getLong("head_seq");
          headHash = Optional.ofNullable(rows.getBytes("head_hash"));
          if (rows.getObject("seq") == null) {
            break;
          }
          Optional<Broken> broken = check.next(StoredChain.link(rows));
          if (broken.isPresent()) {
            return broken.get();
          }
        }
        // Lost between the look at the parts and this statement.
        return headHash.isPresent()
            ? check.end(headSeq, headHash.get())
            : new Lost(Part.HEAD_ROW, Optional.empty());
      }
    }
  }
}
