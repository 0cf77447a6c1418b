package dev.cien.course.progress;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A log that lives as long as the process.
public final class MemoryLog implements Log {
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private long last;

  /// An empty log.
  public MemoryLog() {}

  @Override
  public synchronized List<Entry> entries() {
    return entries.values().stream().sorted(Entry.BY_DATE).toList();
  }

  @Override
  public synchronized Entry add(Entry entry) {
    Entry numbered = entry.withId(++last);
    entries.put(last, numbered);
    return numbered;
  }

  @Override
  public synchronized boolean replace(Entry entry) {
    return entries.replace(entry.id(), entry) != null;
  }

  @Override
  public synchronized Optional<Entry> remove(long id) {
    return Optional.ofNullable(entries.remove(id));
  }
}
