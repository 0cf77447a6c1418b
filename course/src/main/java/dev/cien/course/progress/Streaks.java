package dev.cien.course.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The streaks that follow from a log.
///
/// * A date counts once, however much was done on it. It is the date of the entry's own zone, so a
///   change of zone or of daylight saving time moves nothing that was written before.
/// * Two dates that follow each other belong to one streak, and so do dates between which every
///   other date was declared a pause.
/// * Whoever flies to an earlier midnight has less of a date than it is long, and across the date
///   line next to nothing of it. A gap of which the journey left less than the 16 hours that one is
///   awake breaks nothing, and neither does one between entries of different zones that are less
///   than 24 hours apart.
/// * Today does not break a streak before it is over.
///
/// @param all every streak, oldest first
/// @param current the one that goes on today, if any
/// @param today whether something was done today
public record Streaks(List<Streak> all, Optional<Streak> current, boolean today) {
  private static final Duration NEVER_BROKEN = Duration.ofHours(24);
  private static final Duration AWAKE = Duration.ofHours(16);

  /// Copies the list.
  public Streaks {
    all = List.copyOf(all);
  }

  /// The streaks of a log.
  ///
  /// @param now the present
  /// @param here the learner's zone at present
  public static Streaks of(Collection<Entry> entries, Instant now, ZoneId here) {
    NavigableMap<LocalDate, Active> active = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.deed().isActivity()) {
        active.computeIfAbsent(entry.date(), _ -> new Active()).add(entry);
      }
    }
    Pauses pauses = Pauses.of(entries);
    List<Streak> all = new ArrayList<>();
    LocalDate from = null;
    LocalDate before = null;
    int days = 0;
    for (LocalDate date : active.keySet()) {
      if (before != null && !joined(before, date, active, pauses)) {
        all.add(new Streak(from, before, days));
        days = 0;
        before = null;
      }
      from = before == null ? date : from;
      before = date;
      days++;
    }
    if (before != null) {
      all.add(new Streak(from, before, days));
    }
    LocalDate today = now.atZone(here).toLocalDate();
    Optional<Streak> last = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    boolean alive =
        before != null
            && (pauses.coverBetween(before, today) || active.get(before).reaches(today, now, here));
    return new Streaks(all, alive ? last : Optional.empty(), active.containsKey(today));
  }

  /// The longest streak; the latest of equally long ones.
  public Optional<Streak> longest() {
    return all.stream().max(Comparator.comparingInt(Streak::days).thenComparing(Streak::from));
  }

  private static boolean joined(
      LocalDate before, LocalDate date, NavigableMap<LocalDate, Active> active, Pauses pauses) {
    Entry first = active.get(date).first;
    return pauses.coverBetween(before, date)
        || (first != null && active.get(before).reaches(date, first.at(), first.zone()));
  }

  /// The first and the last entry of a date. A date that was only named later has none.
  private static final class Active {
    private Entry first;
    private Entry last;

    void add(Entry entry) {
      if (entry.isBackDated()) {
        return;
      }
      first = first == null || entry.at().isBefore(first.at()) ? entry : first;
      last = last == null || entry.at().isAfter(last.at()) ? entry : last;
    }

    /// Whether the learner went to another zone after this date's last entry in a way that breaks
    /// nothing until a date and an instant there. In one zone the dates decide alone: on the night
    /// of the change to summer time a whole date is shorter than 24 hours.
    boolean reaches(LocalDate date, Instant next, ZoneId there) {
      if (last == null || last.zone().equals(there)) {
        return false;
      }
      Instant over = last.date().plusDays(1).atStartOfDay(last.zone()).toInstant();
      Instant begun = date.atStartOfDay(there).toInstant();
      return Duration.between(over, begun).compareTo(AWAKE) < 0
          || Duration.between(last.at(), next).compareTo(NEVER_BROKEN) < 0;
    }
  }
}
