package org.veilor.mesh.publish;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The database behind a test's server. */
record PolicyRows(DataSource database) {
  /** As if nothing had ever been published. */
  void forget() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("truncate policy_version, policy_file, policy_found");
    }
  }

  long count(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
