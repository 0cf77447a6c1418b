package dev.cien.studio.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The accounts, and the codes with which they are made and with which a lost password is chosen
/// anew. What is said here of a password is always its hash. Instants are milliseconds since 1970.
public final class People {
  /// The tables whose rows belong to a person; the database would refuse to leave one behind.
  private static final List<String> OWNED =
      List.of("login", "invitation", "training", "sweep", "learner_log", "setting");

  private static final String LOCAL = Person.LOCAL.id();

  private final Store store;

  /// The accounts in a store.
  public People(Store store) {
    this.store = store;
  }

  /// An account.
  ///
  /// @param password the hash; empty while there is no password
  /// @param seen when the person was last here; 0 for never
  public record Account(Person person, String password, long seen) {}

  /// Every account, by name.
  public List<Account> all() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM person WHERE id <> :local ORDER BY spelt")
                    .bind("local", LOCAL)
                    .map((row, _) -> account(row))
                    .list());
  }

  /// The account of a name.
  public Optional<Account> find(String name) {
    return one("spelt", Person.spelt(name));
  }

  /// The account of an identity.
  public Optional<Account> ofId(String id) {
    return one("id", id);
  }

  private Optional<Account> one(String column, String value) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT * FROM person WHERE id <> :local AND " + column + " = :value")
                    .bind("local", LOCAL)
                    .bind("value", value)
                    .map((row, _) -> account(row))
                    .findOne());
  }

  /// A code for a new account. Of codes for teachers only the latest is good.
  ///
  /// @param until when it ends
  public String invite(Person.Role role, long until) {
    String code = Secret.code();
    store
        .jdbi()
        .useTransaction(
            handle -> {
              if (role == Person.Role.TEACHER) {
                handle.execute(
                    "DELETE FROM invitation WHERE person IS NULL AND role = ?", "TEACHER");
              }
              keep(handle, code, role, Optional.empty(), until);
            });
    return code;
  }

  /// How many codes for new learners are still good.
  public int invitations(long now) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT COUNT(*) FROM invitation WHERE person IS NULL AND role = 'LEARNER'"
                            + " AND until > :now")
                    .bind("now", now)
                    .mapTo(Integer.class)
                    .one());
  }

  /// Makes the codes for new learners worthless.
  public void withdrawInvitations() {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "DELETE FROM invitation WHERE person IS NULL AND role = ?", "LEARNER"));
  }

  /// Takes a person's password away and ends where it was used: a code for another one.
  public String reset(Person person, long until) {
    String code = Secret.code();
    store
        .jdbi()
        .useTransaction(
            handle -> {
              setPassword(handle, person, "");
              handle.execute("DELETE FROM invitation WHERE person = ?", person.id());
              keep(handle, code, person.role(), Optional.of(person), until);
            });
    return code;
  }

  private static void keep(
      Handle handle, String code, Person.Role role, Optional<Person> person, long until) {
    handle
        .createUpdate(
            "INSERT INTO invitation (code, role, person, until)"
                + " VALUES (:code, :role, :person, :until)")
        .bind("code", Secret.hashOfCode(code))
        .bind("role", role.name())
        .bind("person", person.map(Person::id).orElse(null))
        .bind("until", until)
        .execute();
  }

  /// Uses a code up: makes the account that it is for, or gives the account that it is for another
  /// password.
  ///
  /// @return nobody if the code is not good, or is for somebody of another name
  /// @throws NameTakenException if the code is good for a new account, but not of this name
  public Optional<Person> join(String code, String name, String password, long now)
      throws NameTakenException {
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              String hash = Secret.hashOfCode(code);
              Optional<Invitation> found =
                  handle
                      .createQuery("SELECT * FROM invitation WHERE code = :code AND until > :now")
                      .bind("code", hash)
                      .bind("now", now)
                      .map(
                          (row, _) ->
                              new Invitation(row.getString("role"), row.getString("person")))
                      .findOne();
              if (found.isEmpty()
                  || !isFor(handle, found.get(), name)
                  // Of two who use it at the same time only one finds it to delete.
                  || handle.execute("DELETE FROM invitation WHERE code = ?", hash) == 0) {
                return Optional.empty();
              }
              return Optional.of(
                  found.get().person == null
                      ? make(handle, name, Person.Role.valueOf(found.get().role), password, now)
                      : renewed(handle, found.get().person, password));
            });
  }

  private record Invitation(String role, String person) {}

  private static boolean isFor(Handle handle, Invitation invitation, String name) {
    return invitation.person == null
        || account(handle, invitation.person).spelt().equals(Person.spelt(name));
  }

  private static Person make(
      Handle handle, String name, Person.Role role, String password, long now)
      throws NameTakenException {
    Person person = new Person(UUID.randomUUID().toString(), name.strip(), role);
    int made =
        handle
            .createUpdate(
                """
                INSERT INTO person (id, name, spelt, role, password, entries, made_at, seen_at)
                VALUES (:id, :name, :spelt, :role, :password, 0, :now, 0)
                ON CONFLICT (spelt) DO NOTHING
                """)
            .bind("id", person.id())
            .bind("name", person.name())
            .bind("spelt", Person.spelt(name))
            .bind("role", role.name())
            .bind("password", password)
            .bind("now", now)
            .execute();
    if (made == 0) {
      throw new NameTakenException();
    }
    return person;
  }

  private static Person renewed(Handle handle, String id, String password) {
    Person person = account(handle, id).person();
    setPassword(handle, person, password);
    return person;
  }

  private record Known(Person person, String spelt) {}

  private static Known account(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM person WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> new Known(account(row).person(), row.getString("spelt")))
        .one();
  }

  /// Gives a person another password, and ends everywhere where the old one was used.
  public void setPassword(Person person, String password) {
    store.jdbi().useTransaction(handle -> setPassword(handle, person, password));
  }

  private static void setPassword(Handle handle, Person person, String password) {
    handle.execute("UPDATE person SET password = ? WHERE id = ?", password, person.id());
    handle.execute("DELETE FROM login WHERE person = ?", person.id());
  }

  /// Deletes a person: the account, and all that the store has of it.
  public void delete(Person person) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              for (String table : OWNED) {
                handle.execute("DELETE FROM " + table + " WHERE person = ?", person.id());
              }
              handle.execute("DELETE FROM person WHERE id = ?", person.id());
            });
  }

  static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("id"), row.getString("name"), Person.Role.valueOf(row.getString("role")));
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(person(row), row.getString("password"), row.getLong("seen_at"));
  }
}
