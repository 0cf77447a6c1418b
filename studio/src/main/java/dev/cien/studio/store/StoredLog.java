package dev.cien.studio.store;

import dev.cien.course.progress.Deed;
import dev.cien.course.progress.DeedJson;
import dev.cien.course.progress.Entry;
import dev.cien.course.progress.Log;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// A person's log in the database.
public final class StoredLog implements Log {
  private static final String COLUMNS = "id, written, zone, studied, kind, fields";

  private final Store store;
  private final Person person;

  /// A person's log in a store.
  public StoredLog(Store store, Person person) {
    this.store = store;
    this.person = person;
  }

  @Override
  public List<Entry> entries() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT " + COLUMNS + " FROM learner_log WHERE person = :person")
                    .bind("person", person.id())
                    .map((row, _) -> entry(row))
                    .list())
        .stream()
        .sorted(Entry.BY_DATE)
        .toList();
  }

  @Override
  public Entry add(Entry entry) {
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              // The change locks the person's row: two windows do not get the same number.
              handle.execute("UPDATE person SET entries = entries + 1 WHERE id = ?", person.id());
              long next =
                  handle
                      .createQuery("SELECT entries FROM person WHERE id = :person")
                      .bind("person", person.id())
                      .mapTo(Long.class)
                      .one();
              Entry numbered = entry.withId(next);
              insert(handle, numbered);
              return numbered;
            });
  }

  private void insert(Handle handle, Entry entry) {
    bound(
            handle.createUpdate(
                "INSERT INTO learner_log (person, "
                    + COLUMNS
                    + ")"
                    + " VALUES (:person, :id, :written, :zone, :studied, :kind, :fields)"),
            entry)
        .execute();
  }

  @Override
  public boolean replace(Entry entry) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                bound(
                            handle.createUpdate(
                                "UPDATE learner_log SET written = :written, zone = :zone,"
                                    + " studied = :studied, kind = :kind, fields = :fields"
                                    + " WHERE person = :person AND id = :id"),
                            entry)
                        .execute()
                    > 0);
  }

  @Override
  public Optional<Entry> remove(long id) {
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              Optional<Entry> found =
                  handle
                      .createQuery(
                          "SELECT "
                              + COLUMNS
                              + " FROM learner_log"
                              + " WHERE person = :person AND id = :id")
                      .bind("person", person.id())
                      .bind("id", id)
                      .map((row, _) -> entry(row))
                      .findOne();
              handle
                  .createUpdate("DELETE FROM learner_log WHERE person = :person AND id = :id")
                  .bind("person", person.id())
                  .bind("id", id)
                  .execute();
              return found;
            });
  }

  private Update bound(Update update, Entry entry) {
    return update
        .bind("person", person.id())
        .bind("id", entry.id())
        .bind("written", entry.at().toString())
        .bind("zone", entry.zone().getId())
        .bind("studied", entry.studied().map(LocalDate::toString).orElse(null))
        .bind("kind", DeedJson.kind(entry.deed()))
        .bind("fields", DeedJson.write(entry.deed()));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    Deed deed = DeedJson.read(row.getString("kind"), row.getString("fields"));
    return new Entry(
        row.getLong("id"),
        Instant.parse(row.getString("written")),
        ZoneId.of(row.getString("zone")),
        Optional.ofNullable(row.getString("studied")).map(LocalDate::parse),
        deed);
  }
}
