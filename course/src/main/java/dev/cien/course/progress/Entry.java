package dev.cien.course.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;

/// A line of the log.
///
/// Which date an entry belongs to is decided where the learner was: the wall clock of its own zone,
/// not that of the server or of today's zone. An entry that was written down later names its date
/// itself, and keeps the instant at which it was written down.
///
/// @param id its number in the log; 0 before it was added
/// @param at when it was written down
/// @param zone where the learner was
/// @param studied the date it is about, where that is not the date on which it was written down
/// @param deed what was done
public record Entry(long id, Instant at, ZoneId zone, Optional<LocalDate> studied, Deed deed) {
  /// In the order of their dates, then of their instants.
  public static final Comparator<Entry> BY_DATE =
      Comparator.comparing(Entry::date).thenComparing(Entry::at).thenComparing(Entry::id);

  /// An entry for what was done just now.
  public static Entry of(Instant at, ZoneId zone, Deed deed) {
    return new Entry(0, at, zone, Optional.empty(), deed);
  }

  /// The date it belongs to.
  public LocalDate date() {
    return studied.orElseGet(() -> at.atZone(zone).toLocalDate());
  }

  /// Whether its date was named later.
  public boolean isBackDated() {
    return studied.isPresent();
  }

  /// The same entry with a number.
  public Entry withId(long number) {
    return new Entry(number, at, zone, studied, deed);
  }

  /// The same entry, said to be about another date. Moved back to the date on which it was written
  /// down, it was not written later.
  ///
  /// @throws ProgressException if that date has not begun anywhere on Earth when it is written down
  public Entry studiedOn(LocalDate date) {
    LocalDate latest = at.atZone(ZoneId.of("Pacific/Kiritimati")).toLocalDate();
    if (date.isAfter(latest)) {
      throw new ProgressException(
          "date: expected today or earlier, found " + date + ".",
          "fecha: se esperaba hoy o antes, se encontró " + date + ".");
    }
    LocalDate written = at.atZone(zone).toLocalDate();
    return new Entry(id, at, zone, Optional.of(date).filter(d -> !d.equals(written)), deed);
  }
}
