package dev.cien.studio.store;

import java.util.Optional;

/// Trainings of one kind as they were saved: a link, the state as JSON, and whether they ran.
public final class TrainingStore {
  private final Store store;
  private final String kind;
  private final int most;

  /// The trainings of a kind in a store.
  ///
  /// @param most how many of one person are kept
  public TrainingStore(Store store, String kind, int most) {
    this.store = store;
    this.kind = kind;
    this.most = most;
  }

  /// One of them.
  ///
  /// @param link what it was begun with
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
                        "SELECT link, state, playing FROM training"
                            + " WHERE id = :id AND kind = :kind AND person = :person")
                    .bind("person", person.id())
                    .bind("id", id)
                    .bind("kind", kind)
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
                      INSERT INTO training (id, person, kind, link, state, playing, saved_at)
                      VALUES (:id, :person, :kind, :link, :state, :playing, :now)
                      ON CONFLICT (id) DO UPDATE SET link = excluded.link, state = excluded.state,
                        playing = excluded.playing, saved_at = excluded.saved_at
                      """)
                  .bind("id", id)
                  .bind("person", person.id())
                  .bind("kind", kind)
                  .bind("link", saved.link())
                  .bind("state", saved.state())
                  .bind("playing", saved.playing() ? 1 : 0)
                  .bind("now", now)
                  .execute();
              handle
                  .createUpdate(
                      """
                      DELETE FROM training WHERE person = :person AND kind = :kind AND id NOT IN
                        (SELECT id FROM training WHERE person = :person AND kind = :kind
                         ORDER BY saved_at DESC, id LIMIT :most)
                      """)
                  .bind("person", person.id())
                  .bind("kind", kind)
                  .bind("most", most)
                  .execute();
            });
  }
}
