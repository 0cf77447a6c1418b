package dev.cien.studio.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// What the studio remembers: a database with tables that migrations make, the same ones in SQLite
/// and PostgreSQL.
///
/// Migrations are the files `V<n>__<what>.sql` under `dev/cien/studio/migrations`. One that has
/// been delivered is never changed; the next one mends it, and is named in [#MIGRATIONS], too.
public final class Store implements AutoCloseable {
  /// The versions of all migrations; one that is not named here is not made.
  static final Set<String> MIGRATIONS = Set.of("1", "2", "30", "40", "41", "50");

  private static final String FILE = "studio.db";
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");
  private static final String MADE = "SELECT version, success FROM flyway_schema_history";
  private static final int WAIT_MS = 5000;

  /// How long whoever asks waits for a server that does not answer.
  private static final int AWAY_MS = 3000;

  private static final int STUCK_SECONDS = 60;
  private static final int MOST_CONNECTIONS = 8;

  private final DataSource source;
  private final Jdbi jdbi;

  private Store(DataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /// Opens the database and brings its tables up to date.
  ///
  /// @param folder where `studio.db` is kept; made if it is not there
  /// @param database a PostgreSQL address, `jdbc:postgresql://host/name?user=…&password=…`, instead
  /// @throws HikariPool.PoolInitializationException if nobody answers there, or not to us
  public static Store open(Path folder, Optional<String> database) {
    Store store = new Store(database.map(Store::server).orElseGet(() -> file(folder)));
    try {
      store.update();
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
    return store;
  }

  private void update() {
    if (isUpToDate()) {
      return;
    }
    Flyway.configure(Store.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:dev/cien/studio/migrations")
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /// Whether all migrations were made already. To know that takes one statement; with Flyway it
  /// takes a good part of every start.
  private boolean isUpToDate() {
    Set<String> made = new HashSet<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(MADE)) {
      while (rows.next()) {
        if (!rows.getBoolean("success")) {
          return false;
        }
        made.add(rows.getString("version"));
      }
    } catch (SQLException e) {
      // There is no such table yet; of any other trouble Flyway says more.
      return false;
    }
    return made.equals(MIGRATIONS);
  }

  /// The file, which its owner alone may read: it has the hashes of passwords. What SQLite keeps
  /// beside it gets the same permissions.
  private static DataSource file(Path folder) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(FILE);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        if (!Files.exists(file)) {
          Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNERS));
        }
        Files.setPosixFilePermissions(file, OWNERS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("studio: the folder " + folder + " cannot be made", e);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(WAIT_MS);
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve(FILE).toAbsolutePath());
    return source;
  }

  private static DataSource server(String address) {
    if (!address.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "CIEN_DB_URL: expected jdbc:postgresql://host/database?user=…&password=…, found another"
              + " kind of address.");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address);
    source.setConnectTimeout(AWAY_MS / 1000);
    source.setSocketTimeout(STUCK_SECONDS);
    source.setTcpKeepAlive(true);
    // Connecting takes a server longer than most of what is asked of it.
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("studio");
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(AWAY_MS);
    return new HikariDataSource(config);
  }

  /// Whether something failed because the database's server is not there, or has just gone: it is
  /// worth trying again.
  public static boolean isAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
      // Of connections, and of a server that is shutting down or starting.
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
        return true;
      }
    }
    return false;
  }

  /// For statements: `store.jdbi().withHandle(h -> …)`, `inTransaction` where several belong
  /// together.
  public Jdbi jdbi() {
    return jdbi;
  }

  /// Closes the connections to a server; a file has none that are left open.
  @Override
  public void close() {
    if (source instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}
