package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.veilor.mesh.gate.Denial;

/** The denials in the database: one row for each who, vhost and reason, of all servers together. */
@ApplicationScoped
class DenialBook {
  /** In one order everywhere: two servers that add to the same rows wait, and never in a ring. */
  private static final String ADD =
      """
      insert into gate_denial (who, vhost, reason, count, first_at, last_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
      order by 1, 2, 3
      on conflict (who, vhost, reason) do update set
        count = gate_denial.count + excluded.count,
        first_at = least(gate_denial.first_at, excluded.first_at),
        last_at = greatest(gate_denial.last_at, excluded.last_at)
      """;

  /** A row that somebody adds to just now is left for the next time, and waited for by nobody. */
  private static final String REMOVE_OLD =
      """
      with old as (
        select who, vhost, reason from gate_denial where last_at < ? for update skip locked)
      delete from gate_denial using old
      where (gate_denial.who, gate_denial.vhost, gate_denial.reason) = (old.who, old.vhost, old.reason)
      """;

  private static final String REMOVE_SURPLUS =
      """
      with surplus as materialized (
        select who, vhost, reason from gate_denial
        order by last_at desc, who, vhost, reason offset ?),
      free as (
        select who, vhost, reason from gate_denial join surplus using (who, vhost, reason)
        for update of gate_denial skip locked)
      delete from gate_denial using free
      where (gate_denial.who, gate_denial.vhost, gate_denial.reason) = (free.who, free.vhost, free.reason)
      """;

  private static final String NEWEST =
      """
      select who, vhost, reason, count, first_at, last_at from gate_denial
      order by last_at desc, who, vhost, reason limit ?
      """;

  private final Session session;

  /**
   * A denial as it was stored.
   *
   * @param reason a slug; perhaps of another version's
   */
  record Stored(String who, String vhost, String reason, long count, Instant first, Instant last) {}

  /**
   * @param total how many there are in all
   */
  record Newest(List<Stored> items, long total) {}

  DenialBook(Session session) {
    this.session = session;
  }

  /** All or none. */
  @Transactional
  void add(List<Denial> denials) {
    session.doWork(connection -> {
      try (var insert = connection.prepareStatement(ADD)) {
        insert.setArray(1, array(connection, "text", denials, Denial::who));
        insert.setArray(2, array(connection, "text", denials, Denial::vhost));
        insert.setArray(3, array(connection, "text", denials, it -> it.reason().slug()));
        insert.setArray(4, array(connection, "bigint", denials, Denial::count));
        insert.setArray(5, array(connection, "timestamptz", denials, it -> it.first().toString()));
        insert.setArray(6, array(connection, "timestamptz", denials, it -> it.last().toString()));
        insert.executeUpdate();
      }
    });
  }

  /**
   * Removes what was last counted before then, and of the rest the oldest.
   *
   * @param most so many stay
   */
  @Transactional
  void prune(Instant before, int most) {
    session.doWork(connection -> {
      try (var old = connection.prepareStatement(REMOVE_OLD);
          var surplus = connection.prepareStatement(REMOVE_SURPLUS)) {
        old.setTimestamp(1, Timestamp.from(before));
        old.executeUpdate();
        surplus.setInt(1, most);
        surplus.executeUpdate();
      }
    });
  }

  /** The ones that were last counted last. */
  @Transactional
  Newest newest(int limit) {
    return session.doReturningWork(connection -> {
      try (var select = connection.prepareStatement(NEWEST);
          var count = connection.prepareStatement("select count(*) from gate_denial")) {
        select.setInt(1, limit);
        var items = new ArrayList<Stored>();
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            items.add(stored(rows));
          }
        }
        try (var row = count.executeQuery()) {
          row.next();
          return new Newest(List.copyOf(items), row.getLong(1));
        }
      }
    });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getTimestamp(5).toInstant(),
        row.getTimestamp(6).toInstant());
  }

  private static java.sql.Array array(
      Connection connection, String type, List<Denial> denials, Function<Denial, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, denials.stream().map(value).toArray());
  }
}
