package dev.cien.studio.store;

import java.util.Optional;

/// Trainings of the playground as they were saved: a link, the state as JSON, and whether they ran.
public final class PatioStore {
  private static final int MOST_KEPT = 200;

  private final Store store;

  /// The trainings in a store.
  public PatioStore(Store store) {
    this.store = store;
  }

  /// One of them.
  ///
  /// @param link the playground's link
  /// @param state what else it takes to go on, as JSON
  /// @param playing whether it was being trained
  public record Saved(String link, String state, boolean playing) {}

  /// A person's training of a name.
  public Optional<Saved> find(Person person, String id) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT link, state, playing FROM patio"
                            + " WHERE id = :id AND person = :person")
                    .bind("person", person.id())
                    .bind("id", id)
                    .map(
                        (row, _) ->
                            new Saved(
                                row.getString("link"),
                                row.getString("state"),
                                row.getInt("playing") != 0))
                    .findOne());
  }

  /// Saves a person's training under its name. The oldest ones are forgotten.
  ///
  /// @param now when that is, in milliseconds since 1970
  public void put(Person person, String id, Saved saved, long now) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              handle
                  .createUpdate(
                      """
                      INSERT INTO patio (id, person, link, state, playing, saved_at)
                      VALUES (:id, :person, :link, :state, :playing, :now)
                      ON CONFLICT (id) DO UPDATE SET link = excluded.link, state = excluded.state,
                        playing = excluded.playing, saved_at = excluded.saved_at
                      """)
                  .bind("id", id)
                  .bind("person", person.id())
                  .bind("link", saved.link())
                  .bind("state", saved.state())
                  .bind("playing", saved.playing() ? 1 : 0)
                  .bind("now", now)
                  .execute();
              handle
                  .createUpdate(
                      """
                      DELETE FROM patio WHERE person = :person AND id NOT IN
                        (SELECT id FROM patio WHERE person = :person
                         ORDER BY saved_at DESC, id LIMIT :most)
                      """)
                  .bind("person", person.id())
                  .bind("most", MOST_KEPT)
                  .execute();
            });
  }
}
