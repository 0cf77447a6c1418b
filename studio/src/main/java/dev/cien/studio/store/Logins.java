package dev.cien.studio.store;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who is logged in. A browser holds a random token, the store a hash of it: who reads the store
/// cannot log in. A login ends twelve hours after it was last used, and after two weeks in any
/// case. Instants are milliseconds since 1970.
public final class Logins {
  /// How long a login lasts that nobody uses.
  public static final Duration IDLE = Duration.ofHours(12);

  /// How long a login lasts at most.
  public static final Duration LONGEST = Duration.ofDays(14);

  private static final long SEEN_MS = Duration.ofMinutes(1).toMillis();

  private final Store store;

  /// The logins in a store.
  public Logins(Store store) {
    this.store = store;
  }

  /// Logs a person in.
  ///
  /// @return the token, which is new each time
  public String begin(Person person, long now) {
    String token = Secret.token();
    store
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute(
                  "DELETE FROM login WHERE used_at <= ? OR made_at <= ?",
                  now - IDLE.toMillis(),
                  now - LONGEST.toMillis());
              handle.execute(
                  "INSERT INTO login (token, person, made_at, used_at) VALUES (?, ?, ?, ?)",
                  Secret.hash(token),
                  person.id(),
                  now,
                  now);
              seen(handle, person, now);
            });
    return token;
  }

  private record Found(Person person, long used) {}

  /// Whether a token is good; the login lasts no longer by that.
  public boolean lasts(String token, long now) {
    return found(Secret.hash(token), now).isPresent();
  }

  private Optional<Found> found(String hash, long now) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT person.*, used_at FROM login"
                            + " JOIN person ON person.id = login.person WHERE token = :token"
                            + " AND used_at > :idle AND login.made_at > :longest")
                    .bind("token", hash)
                    .bind("idle", now - IDLE.toMillis())
                    .bind("longest", now - LONGEST.toMillis())
                    .map((row, _) -> new Found(People.person(row), row.getLong("used_at")))
                    .findOne());
  }

  /// Who holds a token; the login lasts longer by that.
  public Optional<Person> find(String token, long now) {
    String hash = Secret.hash(token);
    Optional<Found> found = found(hash, now);
    // Not written down at every request: a page makes many.
    if (found.isPresent() && now - found.get().used >= SEEN_MS) {
      store
          .jdbi()
          .useTransaction(
              handle -> {
                handle.execute("UPDATE login SET used_at = ? WHERE token = ?", now, hash);
                seen(handle, found.get().person, now);
              });
    }
    return found.map(Found::person);
  }

  private static void seen(Handle handle, Person person, long now) {
    handle.execute("UPDATE person SET seen_at = ? WHERE id = ?", now, person.id());
  }

  /// Ends one login.
  public void end(String token) {
    store
        .jdbi()
        .useHandle(
            handle -> handle.execute("DELETE FROM login WHERE token = ?", Secret.hash(token)));
  }

  /// Ends all of a person's logins.
  public void endAll(Person person) {
    store
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM login WHERE person = ?", person.id()));
  }
}
