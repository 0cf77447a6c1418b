package dev.cien.studio.store;

import java.util.Map;
import java.util.TreeMap;

/// A person's choices: language, theme and the like, by name.
public final class Settings {
  private final Store store;
  private final Person person;

  /// A person's settings in a store.
  public Settings(Store store, Person person) {
    this.store = store;
    this.person = person;
  }

  /// All that were made.
  public Map<String, String> all() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                new TreeMap<>(
                    handle
                        .createQuery("SELECT name, value FROM setting WHERE person = :person")
                        .bind("person", person.id())
                        .setMapKeyColumn("name")
                        .setMapValueColumn("value")
                        .collectInto(
                            new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {})));
  }

  /// Keeps one.
  public void put(String name, String value) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "INSERT INTO setting (person, name, value) VALUES (:person, :name, :value)"
                            + " ON CONFLICT (person, name) DO UPDATE SET value = excluded.value")
                    .bind("person", person.id())
                    .bind("name", name)
                    .bind("value", value)
                    .execute());
  }
}
