package dev.cien.studio.store;

import java.util.Map;
import java.util.TreeMap;

/// The choices of the person at this machine: language, theme and the like, by name.
public final class Settings {
  private final Store store;

  /// The settings in a store.
  public Settings(Store store) {
    this.store = store;
  }

  /// All that were made.
  public Map<String, String> all() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                new TreeMap<>(
                    handle
                        .createQuery("SELECT name, value FROM setting")
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
                        "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT"
                            + " (name) DO UPDATE SET value = excluded.value")
                    .bind("name", name)
                    .bind("value", value)
                    .execute());
  }
}
