package dev.cien.course.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a log says about the course: which days are done, which experiments were predicted, where
/// the resources are.
///
/// @param days the first entry that finished each day, by day
/// @param predictions the best outcome of each experiment
/// @param resources the last state of each resource, by its [ResourceKey]
/// @param projects the last state of each project
/// @param runs runs that were kept as evidence, oldest first
public record Progress(
    SortedMap<Integer, Entry> days,
    Map<String, Deed.Predicted> predictions,
    Map<String, Deed.ResourceStatus> resources,
    Map<String, Boolean> projects,
    List<Entry> runs) {
  /// Reads a log.
  ///
  /// @param entries in the order of [Entry#BY_DATE], as [Log#entries] gives them
  public static Progress of(Collection<Entry> entries) {
    SortedMap<Integer, Entry> days = new TreeMap<>();
    Map<String, Deed.Predicted> predictions = new LinkedHashMap<>();
    Map<String, Deed.ResourceStatus> resources = new LinkedHashMap<>();
    Map<String, Boolean> projects = new LinkedHashMap<>();
    List<Entry> runs = new ArrayList<>();
    for (Entry entry : entries) {
      switch (entry.deed()) {
        case Deed.DayDone done -> days.putIfAbsent(done.day(), entry);
        case Deed.Predicted p -> predictions.merge(p.experiment(), p, Progress::better);
        case Deed.ResourceMoved moved ->
            resources.put(ResourceKey.of(moved.resource()), moved.status());
        case Deed.ProjectMoved moved -> projects.put(moved.project(), moved.done());
        case Deed.RunKept _ -> runs.add(entry);
        case Deed.NoteWritten _, Deed.Paused _ -> {
          // They say when something was done, not how far it went.
        }
      }
    }
    return new Progress(days, predictions, resources, projects, List.copyOf(runs));
  }

  private static Deed.Predicted better(Deed.Predicted a, Deed.Predicted b) {
    return b.right() > a.right() ? b : a;
  }

  /// The day to go on with: the one after the last that was finished, or the first one left open
  /// when that was the last; nothing once all are done.
  public Optional<Integer> next() {
    int last = days.isEmpty() ? 0 : days.lastKey();
    for (int step = 1; step <= 100; step++) {
      int day = (last + step - 1) % 100 + 1;
      if (!days.containsKey(day)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /// How many entries that count as learning each date has.
  public static SortedMap<LocalDate, Integer> calendar(Collection<Entry> entries) {
    SortedMap<LocalDate, Integer> dates = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.deed().isActivity()) {
        dates.merge(entry.date(), 1, Integer::sum);
      }
    }
    return dates;
  }
}
