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

  /// The address of an empty PostgreSQL database of its own, which can be [#cut].
  public static String separate(String name) throws SQLException {
    tell("CREATE DATABASE " + name);
    return server().replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*", "$1" + name);
  }

  /// Ends all connections to a separate database and lets nobody in, as if its server were gone.
  public static void cut(String name) throws SQLException {
    tell("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
    tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  /// Lets connections to a separate database in again.
  public static void mend(String name) throws SQLException {
    tell("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS true");
  }

  private static void tell(String statement) throws SQLException {
    try (var connection = DriverManager.getConnection(server());
        var asked = connection.createStatement()) {
      asked.execute(statement);
    }
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
