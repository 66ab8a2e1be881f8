package org.veilor.mesh.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.veilor.mesh.audit.AuditVerdict.Part;

/** Not ready while deeds cannot be written down: every one of them would be refused. */
@Readiness
@Singleton
class AuditReadiness implements HealthCheck {
  private final DataSource database;

  AuditReadiness(DataSource database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("audit");
    try (Connection connection = database.getConnection()) {
      Optional<Part> lost = LogParts.lost(connection);
      if (lost.isEmpty()) {
        return response.up().build();
      }
      return response.down().withData("trouble", LogParts.trouble(lost.get())).build();
    } catch (SQLException e) {
      // What ails the database, the database's own check says.
      return response.down().withData("trouble", "the database cannot be asked").build();
    }
  }
}
