package org.veilor.mesh.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.veilor.mesh.audit.AuditVerdict.Part;

/** Whether everything is there that the log consists of. */
final class LogParts {
  private static final String TABLES =
      "select to_regclass('audit_entry') is not null, to_regclass('audit_head') is not null";
  private static final String HEAD = "select 1 from audit_head limit 1";

  private LogParts() {}

  /** The first part that is gone. Costs two short statements, however long the log is. */
  static Optional<Part> lost(Connection connection) throws SQLException {
    try (PreparedStatement tables = connection.prepareStatement(TABLES);
        ResultSet there = tables.executeQuery()) {
      there.next();
      if (!there.getBoolean(1)) {
        return Optional.of(Part.ENTRY_TABLE);
      }
      if (!there.getBoolean(2)) {
        return Optional.of(Part.HEAD_TABLE);
      }
    }
    try (PreparedStatement select = connection.prepareStatement(HEAD);
        ResultSet head = select.executeQuery()) {
      return head.next() ? Optional.empty() : Optional.of(Part.HEAD_ROW);
    }
  }

  /** For the admin. */
  static String trouble(Part lost) {
    return "the audit log has lost %s: run ./mesh audit verify".formatted(lost.words());
  }
}
