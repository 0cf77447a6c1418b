package dev.cien.course.progress;

import java.util.List;
import java.util.Optional;

/// One learner's log. Entries may be changed and removed: a slip of the hand must not stay for
/// ever, and everything that is told about a learner is computed from what the log holds now.
public interface Log {
  /// All entries, in the order of [Entry#BY_DATE].
  List<Entry> entries();

  /// Adds an entry.
  ///
  /// @return the entry with its number
  Entry add(Entry entry);

  /// Puts an entry in the place of the one with its number.
  ///
  /// @return whether there was one
  boolean replace(Entry entry);

  /// Removes an entry.
  ///
  /// @return the entry, if there was one; adding it again undoes the removal
  Optional<Entry> remove(long id);
}
