package org.veilor.mesh.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives every {@code @QuarkusTest} an empty database of its own on the JVM's one real PostgreSQL.
 * Found by its entry in {@code META-INF/services}; a test annotates nothing.
 */
public final class EmbeddedPg implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    TestPostgres postgres = TestPostgres.running();
    return Map.of(
        "mesh.ops.database.url",
        postgres.createDatabase(),
        "mesh.ops.database.username",
        TestPostgres.USER,
        "mesh.ops.database.password",
        "unused");
  }

  @Override
  public void stop() {
    // The server outlives one test class; the JVM's end stops it.
  }
}
