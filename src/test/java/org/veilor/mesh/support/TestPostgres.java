package org.veilor.mesh.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL 18, one per JVM, which a test may stop and start to see what happens. */
public final class TestPostgres {
  public static final String USER = "postgres";

  private static TestPostgres instance;

  private final Path data;
  private final AtomicInteger databases = new AtomicInteger();
  private int port;
  private EmbeddedPostgres server;

  private TestPostgres() throws IOException {
    data = Files.createTempDirectory("mesh-pg");
    start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  public static synchronized TestPostgres running() {
    try {
      if (instance == null) {
        instance = new TestPostgres();
      }
      instance.start();
      return instance;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it on the port and with the data it had before. Does nothing if it runs. */
  public synchronized void start() throws IOException {
    if (server != null) {
      return;
    }
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("max_connections", "200")
            .start();
    port = server.getPort();
  }

  /** Stops it as an administrator would: open connections break. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server = null;
    }
  }

  /** An empty database; answers its JDBC address. */
  public String createDatabase() {
    String name = "mesh_" + databases.incrementAndGet();
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, "");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
