package dev.cien.studio.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// The databases in which the store must do the same: SQLite's file, and a PostgreSQL that runs as
/// long as the tests do. `CIEN_TEST_DB_URL` names another one to use instead; each test gets an
/// empty schema of its own.
public enum Database {
  FILE,
  SERVER;

  private static String server;

  /// An empty database of this kind, as [Store#open] takes it.
  public Optional<String> fresh() throws SQLException {
    if (this == FILE) {
      return Optional.empty();
    }
    String address = server();
    String schema = "cien_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection = DriverManager.getConnection(address);
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    return Optional.of(address + (address.contains("?") ? "&" : "?") + "currentSchema=" + schema);
  }

  private static synchronized String server() {
    if (server == null) {
      String given = System.getenv().getOrDefault("CIEN_TEST_DB_URL", "");
      server = given.isEmpty() ? start() : given;
    }
    return server;
  }

  private static String start() {
    try {
      EmbeddedPostgres started = EmbeddedPostgres.builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
      return started.getJdbcUrl("postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no PostgreSQL could be started for the tests; CIEN_TEST_DB_URL names one to use", e);
    }
  }

  private static void close(EmbeddedPostgres started) {
    try {
      started.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
