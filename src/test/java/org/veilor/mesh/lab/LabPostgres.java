package org.veilor.mesh.lab;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The lab's real PostgreSQL. Its data outlives a stop, and ends with the lab. */
public final class LabPostgres implements AutoCloseable {
  private final Slot slot;
  private final Path data;
  private final AtomicInteger databases = new AtomicInteger();
  private EmbeddedPostgres postgres;
  private boolean running;

  private LabPostgres(Slot slot) {
    this.slot = slot;
    this.data = slot.folder().resolve("postgres");
    starts(0);
  }

  static LabPostgres start(Slot slot) {
    return new LabPostgres(slot);
  }

  /** Starts it again, on the same port and data. */
  public void starts() {
    if (!running) {
      starts(postgres.getPort());
    }
  }

  private void starts(int port) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPGStartupWait(Duration.ofSeconds(30));
      postgres = (port == 0 ? builder : builder.setPort(port)).start();
      running = true;
      // The first line of this file is the process that ends all others of the server (PostgreSQL).
      slot.record(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a shut-down of its machine would: open connections are cut. */
  public void stops() {
    if (running) {
      close();
    }
  }

  boolean running() {
    return running;
  }

  /** A new, empty database; its name. */
  String newDatabase() {
    String name = "mesh_" + databases.incrementAndGet();
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return name;
    } catch (SQLException e) {
      throw new LabFailure("No database: " + e.getMessage(), e);
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
  }

  Connection connect(String database) throws SQLException {
    return postgres.getDatabase("postgres", database).getConnection();
  }

  @Override
  public void close() {
    try {
      postgres.close();
      running = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
