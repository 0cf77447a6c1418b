package dev.cien.studio.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
/// been delivered is never changed; the next one mends it.
public final class Store implements AutoCloseable {
  private static final int WAIT_MS = 5000;

  private final Jdbi jdbi;

  private Store(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Opens the database and brings its tables up to date.
  ///
  /// @param folder where `studio.db` is kept; made if it is not there
  /// @param database a PostgreSQL address, `jdbc:postgresql://host/name?user=…&password=…`, instead
  public static Store open(Path folder, Optional<String> database) {
    DataSource source = database.map(Store::server).orElseGet(() -> file(folder));
    Flyway.configure(Store.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:dev/cien/studio/migrations")
        .loggers("slf4j")
        .load()
        .migrate();
    return new Store(Jdbi.create(source));
  }

  private static DataSource file(Path folder) {
    try {
      Files.createDirectories(folder);
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
    source.setUrl("jdbc:sqlite:" + folder.resolve("studio.db").toAbsolutePath());
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
    return source;
  }

  /// For statements: `store.jdbi().withHandle(h -> …)`, `inTransaction` where several belong
  /// together.
  public Jdbi jdbi() {
    return jdbi;
  }

  /// Connections are closed by who uses them; nothing is left open.
  @Override
  public void close() {}
}
