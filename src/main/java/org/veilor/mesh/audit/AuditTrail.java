package org.veilor.mesh.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hibernate.Session;

/** Reads the log, newest entry first. */
@ApplicationScoped
public class AuditTrail {
  private static final int MOST_AT_ONCE = 1000;

  private static final String PAGE =
      "select "
          + StoredChain.ENTRY_COLUMNS
          + " from audit_entry where seq < ? and (? = '' or action = ?) and (? = '' or target = ?)"
          + " order by seq desc limit ?";

  private final Session session;

  AuditTrail(Session session) {
    this.session = session;
  }

  /**
   * What to list.
   *
   * @param action exactly this one, or empty for all
   * @param target exactly this one, or empty for all
   * @param cursor {@code next} of the page before
   * @param limit at most so many entries, 1 to 1000
   */
  public record Query(String action, String target, OptionalLong cursor, int limit) {}

  /**
   * @param next cursor of the page that follows; empty if there is none
   */
  public record Page(List<AuditEntry> items, OptionalLong next) {}

  @Transactional
  public Page list(Query query) {
    return session.doReturningWork(connection -> page(connection, query));
  }

  private static Page page(Connection connection, Query query) throws SQLException {
    int limit = Math.clamp(query.limit(), 1, MOST_AT_ONCE);
    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setLong(1, query.cursor().orElse(Long.MAX_VALUE));
      select.setString(2, query.action());
      select.setString(3, query.action());
      select.setString(4, query.target());
      select.setString(5, query.target());
      // One more than asked for tells whether a page follows.
      select.setInt(6, limit + 1);
      List<AuditEntry> items = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          items.add(StoredChain.entry(rows));
        }
      }
      if (items.size() <= limit) {
        return new Page(List.copyOf(items), OptionalLong.empty());
      }
      List<AuditEntry> page = List.copyOf(items.subList(0, limit));
      return new Page(page, OptionalLong.of(page.getLast().seq()));
    }
  }
}
