package org.veilor.mesh.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Reads entries as PostgreSQL holds them. */
final class StoredChain {
  static final String ENTRY_COLUMNS =
      "seq, at, actor_kind, actor_name, actor_origin, action, target, before, after, result";

  private StoredChain() {}

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor_kind"),
        row.getString("actor_name"),
        row.getString("actor_origin"),
        row.getString("action"),
        row.getString("target"),
        row.getString("before"),
        row.getString("after"),
        row.getString("result"));
  }

  static ChainLink link(ResultSet row) throws SQLException {
    return new ChainLink(entry(row), row.getBytes("prev_hash"), row.getBytes("hash"));
  }
}
