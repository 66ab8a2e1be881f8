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

/** Checks the whole log. */
@ApplicationScoped
public class VerifyAudit {
  /** Few enough to hold, enough that the round trips do not count. */
  private static final int ROWS_AT_ONCE = 1000;

  private static final String ALL_AND_HEAD =
      """
      select e.*, h.seq as head_seq, h.hash as head_hash
      from audit_head h left join audit_entry e on true order by e.seq
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
    return session.doReturningWork(connection -> walk(connection, new ChainCheck(expected)));
  }

  private static AuditVerdict walk(Connection connection, ChainCheck check) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL_AND_HEAD)) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        long headSeq = 0;
        byte[] headHash = ChainHash.GENESIS;
        while (rows.next()) {
          headSeq = rows.getLong("head_seq");
          headHash = rows.getBytes("head_hash");
          if (rows.getObject("seq") == null) {
            break;
          }
          Optional<Broken> broken = check.next(StoredChain.link(rows));
          if (broken.isPresent()) {
            return broken.get();
          }
        }
        return check.end(headSeq, headHash);
      }
    }
  }
}
