package dev.cien.course.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/// The declared pauses of a log.
///
/// @param all the pauses as they were declared; they may overlap
public record Pauses(List<Deed.Paused> all) {
  /// Copies the list.
  public Pauses {
    all = List.copyOf(all);
  }

  /// The pauses among a log's entries.
  public static Pauses of(Collection<Entry> entries) {
    return new Pauses(
        entries.stream()
            .map(Entry::deed)
            .filter(Deed.Paused.class::isInstance)
            .map(Deed.Paused.class::cast)
            .toList());
  }

  /// Whether a date lies in a pause.
  public boolean contains(LocalDate date) {
    return endAt(date) != null;
  }

  /// Whether all dates between two, themselves not included, lie in pauses. True if there is none
  /// between them.
  public boolean coverBetween(LocalDate before, LocalDate after) {
    LocalDate date = before.plusDays(1);
    while (date.isBefore(after)) {
      LocalDate end = endAt(date);
      if (end == null) {
        return false;
      }
      date = end.plusDays(1);
    }
    return true;
  }

  /// The last date of the longest pause that a date lies in.
  private LocalDate endAt(LocalDate date) {
    LocalDate end = null;
    for (Deed.Paused pause : all) {
      boolean inside = !date.isBefore(pause.from()) && !date.isAfter(pause.to());
      if (inside && (end == null || pause.to().isAfter(end))) {
        end = pause.to();
      }
    }
    return end;
  }
}
