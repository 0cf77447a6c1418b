package dev.cien.studio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.course.progress.Deed;
import dev.cien.course.progress.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The store remembers, in SQLite and in PostgreSQL, and keeps people's things apart.
class StoreTest {
  private static final ZoneId LA_PAZ = ZoneId.of("America/La_Paz");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void settingsAndTrainingsSurviveARestart(Database kind) throws Exception {
    Optional<String> database = kind.fresh();
    try (Store store = Store.open(folder, database)) {
      new Settings(store, Person.LOCAL).put("lang", "es");
      new Settings(store, Person.LOCAL).put("lang", "en");
      TrainingStore patio = new TrainingStore(store, "patio", 200);
      for (int i = 0; i < 210; i++) {
        patio.put(Person.LOCAL, "p" + i, new TrainingStore.Saved("seed=" + i, "{}", i % 2 == 0), i);
      }
      patio.put(Person.LOCAL, "p209", new TrainingStore.Saved("seed=x", "{\"a\":1}", true), 300);
    }
    try (Store store = Store.open(folder, database)) {
      assertThat(new Settings(store, Person.LOCAL).all()).containsEntry("lang", "en");
      TrainingStore patio = new TrainingStore(store, "patio", 200);
      assertThat(patio.find(Person.LOCAL, "p209"))
          .contains(new TrainingStore.Saved("seed=x", "{\"a\":1}", true));
      // The oldest ones made room.
      assertThat(patio.find(Person.LOCAL, "p9")).isEmpty();
      assertThat(patio.find(Person.LOCAL, "p10")).isPresent();
      // Another kind has a room of its own.
      assertThat(new TrainingStore(store, "gan", 1).find(Person.LOCAL, "p209")).isEmpty();
    }
    assertThat(folder.resolve("studio.db").toFile().exists()).isEqualTo(kind == Database.FILE);
  }

  /// A migration that nobody names would not be made where the database is older.
  @Test
  void allMigrationsAreNamed() throws Exception {
    Path files = Path.of("src/main/resources/dev/cien/studio/migrations");
    try (Stream<Path> migrations = Files.list(files)) {
      assertThat(
              migrations.map(
                  file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1")))
          .containsExactlyInAnyOrderElementsOf(Store.MIGRATIONS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOlderDatabaseIsBroughtUpToDate(Database kind) throws Exception {
    Optional<String> database = kind.fresh();
    try (Store store = Store.open(folder, database)) {
      new Settings(store, Person.LOCAL).put("lang", "en");
      store
          .jdbi()
          .useHandle(
              handle -> {
                // As it was before the last migrations.
                handle.execute("DROP TABLE sweep");
                handle.execute("ALTER TABLE training DROP COLUMN kind");
                handle.execute("ALTER TABLE training RENAME TO patio");
                handle.execute("DELETE FROM flyway_schema_history WHERE version IN ('41', '50')");
              });
    }
    try (Store store = Store.open(folder, database)) {
      TrainingStore gan = new TrainingStore(store, "gan", 1);
      gan.put(Person.LOCAL, "g", new TrainingStore.Saved("", "{}", false), 1);
      assertThat(gan.find(Person.LOCAL, "g")).isPresent();
      assertThat(new Settings(store, Person.LOCAL).all()).containsEntry("lang", "en");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLogIsChangedEntryByEntry(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      StoredLog log = new StoredLog(store, Person.LOCAL);
      Entry first = log.add(done(1));
      Entry second = log.add(done(2));
      assertThat(log.entries()).containsExactly(first, second);
      Entry moved = second.studiedOn(LocalDate.parse("2024-06-01"));
      assertThat(log.replace(moved)).isTrue();
      assertThat(log.entries()).containsExactlyInAnyOrder(first, moved);
      assertThat(log.remove(first.id())).contains(first);
      assertThat(log.remove(first.id())).isEmpty();
      assertThat(log.replace(first)).isFalse();
      // A number is not given twice, so that no window takes one entry for another.
      assertThat(log.add(done(3)).id()).isGreaterThan(second.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void entriesWrittenAtTheSameTimeAllStay(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh());
        var threads = Executors.newFixedThreadPool(4)) {
      var added =
          threads.invokeAll(
              IntStream.range(1, 21)
                  .<Callable<Entry>>mapToObj(
                      day -> () -> new StoredLog(store, Person.LOCAL).add(done(day)))
                  .toList());
      for (var each : added) {
        each.get();
      }
      assertThat(new StoredLog(store, Person.LOCAL).entries()).hasSize(20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everybodyHasOwnThings(Database kind) throws Exception {
    try (Store store = Store.open(folder, kind.fresh())) {
      People people = new People(store);
      Person ana = join(people, "Ana");
      Person luz = join(people, "Luz");
      new Settings(store, ana).put("lang", "en");
      Entry entry = new StoredLog(store, ana).add(done(1));
      new TrainingStore(store, "patio", 200)
          .put(ana, "hers", new TrainingStore.Saved("", "{}", false), 1);

      for (Person other : new Person[] {luz, Person.LOCAL}) {
        assertThat(new Settings(store, other).all()).isEmpty();
        StoredLog log = new StoredLog(store, other);
        assertThat(log.entries()).isEmpty();
        assertThat(log.remove(entry.id())).isEmpty();
        assertThat(log.replace(entry.studiedOn(LocalDate.parse("2024-06-01")))).isFalse();
        assertThat(new TrainingStore(store, "patio", 200).find(other, "hers")).isEmpty();
      }
      assertThat(new StoredLog(store, luz).add(done(1)).id()).isEqualTo(entry.id());
      assertThat(new StoredLog(store, ana).entries()).containsExactly(entry);
    }
  }

  /// What was kept before there were accounts belongs to whoever sits at the machine.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theFileIsItsOwnersAlone() throws Exception {
    // A file of an earlier version could be read by everybody on the machine.
    Files.writeString(folder.resolve("studio.db"), "");
    for (int i = 0; i < 2; i++) {
      try (Store store = Store.open(folder, Optional.empty());
          Stream<Path> files = Files.list(folder)) {
        new Settings(store, Person.LOCAL).put("lang", "es");
        for (Path file : files.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as("%s", file)
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void whatWasKeptBeforeStays() throws Exception {
    try (Store store = Store.open(folder, Optional.empty())) {
      Entry before = new StoredLog(store, Person.LOCAL).add(done(1));
      assertThat(before.id()).isEqualTo(1);
    }
    // Back to the tables of the version before, with a row in each.
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("studio.db"));
        var statement = connection.createStatement()) {
      for (String line :
          """
          CREATE TABLE old_log AS SELECT id, written, zone, studied, kind, fields FROM learner_log
          DROP TABLE learner_log
          ALTER TABLE old_log RENAME TO learner_log
          DROP TABLE setting
          CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)
          INSERT INTO setting VALUES ('lang', 'en')
          DROP TABLE training
          CREATE TABLE patio (id TEXT PRIMARY KEY, link TEXT, state TEXT, playing INTEGER, saved_at BIGINT)
          INSERT INTO patio VALUES ('p', 'seed=1', '{}', 1, 7)
          DROP TABLE sweep
          DROP TABLE invitation
          DROP TABLE login
          DROP TABLE person
          DELETE FROM flyway_schema_history WHERE version IN ('40', '41', '50')
          """
              .lines()
              .toList()) {
        statement.execute(line);
      }
    }
    try (Store store = Store.open(folder, Optional.empty())) {
      StoredLog log = new StoredLog(store, Person.LOCAL);
      assertThat(log.entries()).singleElement().extracting(Entry::id).isEqualTo(1L);
      assertThat(log.add(done(2)).id()).isEqualTo(2);
      assertThat(new Settings(store, Person.LOCAL).all()).containsEntry("lang", "en");
      assertThat(new TrainingStore(store, "patio", 200).find(Person.LOCAL, "p")).isPresent();
    }
  }

  @Test
  void anotherKindOfDatabaseIsRefused() {
    assertThatThrownBy(() -> Store.open(folder, Optional.of("jdbc:mysql://localhost/x")))
        .hasMessageContaining("CIEN_DB_URL");
  }

  private static Entry done(int day) {
    return Entry.of(
        Instant.parse("2024-06-14T12:00:00Z").plusSeconds(day), LA_PAZ, new Deed.DayDone(day));
  }

  static Person join(People people, String name) throws NameTakenException {
    String code = people.invite(Person.Role.LEARNER, Long.MAX_VALUE);
    return people.join(code, name, "hash", 0).orElseThrow();
  }
}
