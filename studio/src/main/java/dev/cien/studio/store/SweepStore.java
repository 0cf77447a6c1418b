package dev.cien.studio.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sweeps as they are kept: what was asked for and what came of it, as JSON.
///
/// @param store where
public record SweepStore(Store store) {
  /// There are trainings left.
  public static final String WAITING = "waiting";

  /// All trainings have ended.
  public static final String DONE = "done";

  /// Somebody has stopped it.
  public static final String STOPPED = "stopped";

  private static final int MOST_KEPT = 20;
  private static final String ALL = "SELECT id, person, asked, runs, state, made_at FROM sweep ";

  /// One of them.
  ///
  /// @param person whose it is
  /// @param asked what was asked for
  /// @param runs what came of it so far
  /// @param state one of the three words
  /// @param madeAt when it was asked for, in milliseconds since 1970
  public record Saved(
      String id, String person, String asked, String runs, String state, long madeAt) {}

  private static Saved read(ResultSet row) throws SQLException {
    return new Saved(
        row.getString("id"),
        row.getString("person"),
        row.getString("asked"),
        row.getString("runs"),
        row.getString("state"),
        row.getLong("made_at"));
  }

  /// A person's, the newest first.
  public List<Saved> of(Person person) {
    return select(
        "WHERE person = :person ORDER BY made_at DESC, id", Map.of("person", person.id()));
  }

  /// A person's of a name.
  public Optional<Saved> find(Person person, String id) {
    return select("WHERE id = :id AND person = :person", Map.of("id", id, "person", person.id()))
        .stream()
        .findFirst();
  }

  /// Everybody's that have trainings left, the oldest first.
  public List<Saved> waiting() {
    return select("WHERE state = :waiting ORDER BY made_at, id", Map.of("waiting", WAITING));
  }

  private List<Saved> select(String which, Map<String, String> values) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(ALL + which).bindMap(values).map((row, _) -> read(row)).list());
  }

  /// Adds one. A person's oldest ones that have ended are forgotten.
  public void add(Person person, String id, String asked, long now) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              handle
                  .createUpdate(
                      "INSERT INTO sweep (id, person, asked, runs, state, made_at)"
                          + " VALUES (:id, :person, :asked, '[]', :waiting, :now)")
                  .bind("id", id)
                  .bind("person", person.id())
                  .bind("asked", asked)
                  .bind("waiting", WAITING)
                  .bind("now", now)
                  .execute();
              handle
                  .createUpdate(
                      """
                      DELETE FROM sweep WHERE person = :person AND state <> :waiting AND id NOT IN
                        (SELECT id FROM sweep WHERE person = :person
                         ORDER BY made_at DESC, id LIMIT :most)
                      """)
                  .bind("person", person.id())
                  .bind("waiting", WAITING)
                  .bind("most", MOST_KEPT)
                  .execute();
            });
  }

  /// Keeps what came of one, unless it was stopped meanwhile.
  public void keep(String id, String runs, String state) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE sweep SET runs = :runs, state = :state"
                            + " WHERE id = :id AND state = :waiting")
                    .bind("id", id)
                    .bind("runs", runs)
                    .bind("state", state)
                    .bind("waiting", WAITING)
                    .execute());
  }

  /// Stops one that has trainings left.
  public void stop(String id) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE sweep SET state = :stopped WHERE id = :id AND state = :waiting")
                    .bind("id", id)
                    .bind("stopped", STOPPED)
                    .bind("waiting", WAITING)
                    .execute());
  }

  /// Forgets one.
  public void delete(String id) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.createUpdate("DELETE FROM sweep WHERE id = :id").bind("id", id).execute());
  }
}
