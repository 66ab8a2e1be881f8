package org.veilor.mesh.lab;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The server's database, seen from outside the server. */
public final class LabDatabase {
  private final LabPostgres postgres;
  private final String name;

  LabDatabase(LabPostgres postgres, String name) {
    this.postgres = postgres;
    this.name = name;
  }

  String jdbcUrl() {
    return postgres.jdbcUrl(name);
  }

  /** A connection as the database's owner; the caller closes it. */
  public Connection connect() throws SQLException {
    return postgres.connect(name);
  }

  /** Stops the whole PostgreSQL: connections are cut, the data stays. */
  public void stops() {
    postgres.stops();
  }

  /** Starts it again on the same port. */
  public void starts() {
    postgres.starts();
  }

  boolean running() {
    return postgres.running();
  }

  /** Name and version as it says itself, for {@link Shown}: {@code PostgreSQL 18.6}. */
  public String version() {
    return "PostgreSQL " + column("show server_version").iterator().next();
  }

  /** Changes something behind the server's back. */
  public void execute(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new LabFailure("The database refused: " + e.getMessage(), e);
    }
  }

  /** The distinct values of a query's first column. */
  public Set<String> column(String query) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Set<String> values = new TreeSet<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new LabFailure("The database could not be read: " + e.getMessage(), e);
    }
  }

  /**
   * Every row of every table as text, one row a line after its table's name. For a search of what
   * must not be in there: bytes are written as text where they are text, so that a secret in a
   * bytea is found as well.
   */
  public String dump() {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("set bytea_output = 'escape'");
      StringBuilder dump = new StringBuilder();
      for (String table : tables(connection)) {
        ResultSet rows = statement.executeQuery("select t::text from " + table + " t");
        while (rows.next()) {
          dump.append(table).append(' ').append(rows.getString(1)).append('\n');
        }
      }
      return dump.toString();
    } catch (SQLException e) {
      throw new LabFailure("The database could not be read: " + e.getMessage(), e);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (found.next()) {
        tables.add(
            "\"%s\".\"%s\""
                .formatted(found.getString("TABLE_SCHEM"), found.getString("TABLE_NAME")));
      }
    }
    return tables;
  }
}
