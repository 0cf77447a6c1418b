package dev.cien.course.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a learner really did, as far as the log holds it. It claims nothing else: no hours, no
/// marks, no level.
///
/// @param days the finished days, in order
/// @param from the first date of learning; nothing if there was none
/// @param to the last date of learning
/// @param dates on how many dates something was learnt
/// @param longest the longest streak
/// @param pauses the declared pauses
/// @param experiments how many experiments were predicted
/// @param right how many predictions came true, in the best attempt of each experiment
/// @param asked how many there were in those attempts
/// @param runs the runs kept as evidence
/// @param projects the finished projects
/// @param resources how many resources were finished
public record Certificate(
    List<Day> days,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    int dates,
    Optional<Streak> longest,
    List<Deed.Paused> pauses,
    int experiments,
    int right,
    int asked,
    List<Run> runs,
    List<String> projects,
    int resources) {
  /// A finished day.
  ///
  /// @param number 1 to 100
  /// @param studied the date it is about
  /// @param written the date on which that was written down
  public record Day(int number, LocalDate studied, LocalDate written) {}

  /// A run kept as evidence.
  ///
  /// @param recipe what was run
  /// @param run where it can be found
  /// @param date when
  /// @param figures what was measured
  public record Run(String recipe, String run, LocalDate date, Map<String, Double> figures) {}

  /// The certificate of a log.
  public static Certificate of(Collection<Entry> entries, Instant now, ZoneId here) {
    Progress progress = Progress.of(entries);
    var dates = Progress.calendar(entries);
    Collection<Deed.Predicted> predictions = progress.predictions().values();
    return new Certificate(
        progress.days().entrySet().stream().map(e -> day(e.getKey(), e.getValue())).toList(),
        dates.isEmpty() ? Optional.empty() : Optional.of(dates.firstKey()),
        dates.isEmpty() ? Optional.empty() : Optional.of(dates.lastKey()),
        dates.size(),
        Streaks.of(entries, now, here).longest(),
        Pauses.of(entries).all(),
        predictions.size(),
        predictions.stream().mapToInt(Deed.Predicted::right).sum(),
        predictions.stream().mapToInt(Deed.Predicted::asked).sum(),
        progress.runs().stream().map(Certificate::run).toList(),
        progress.projects().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .toList(),
        Math.toIntExact(
            progress.resources().values().stream()
                .filter(status -> status == Deed.ResourceStatus.DONE)
                .count()));
  }

  private static Day day(int number, Entry entry) {
    return new Day(number, entry.date(), entry.at().atZone(entry.zone()).toLocalDate());
  }

  private static Run run(Entry entry) {
    Deed.RunKept kept = (Deed.RunKept) entry.deed();
    return new Run(kept.recipe(), kept.run(), entry.date(), kept.figures());
  }
}
