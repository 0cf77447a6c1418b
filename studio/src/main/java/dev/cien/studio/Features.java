package dev.cien.studio;

import dev.cien.course.journal.JournalStore;
import dev.cien.course.runs.RunsFolder;
import dev.cien.recipes.catalog.LiveTrainings;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.StoredLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Everything that the studio can do: a new feature is one line here.
///
/// @param routes the endpoints
/// @param open what is closed before the database is
record Features(List<Routes> routes, List<AutoCloseable> open) {
  static Features of(Store store, Path folder) {
    StoredLog log = new StoredLog(store);
    Clock clock = Clock.systemUTC();
    PatioSessions patio = new PatioSessions(store);
    DigitRoutes digit = new DigitRoutes(folder);
    List<LabRoutes> labs =
        LiveTrainings.names().stream()
            .map(
                kind ->
                    new LabRoutes(
                        kind,
                        new LabSessions(kind, store, chosen -> LiveTrainings.begin(kind, chosen))))
            .toList();
    List<Routes> routes =
        List.of(
            new SettingsRoutes(store),
            new CourseRoutes(folder.resolve("experiments"), log, clock),
            new ProgressRoutes(log, clock),
            new JournalRoutes(new JournalStore(folder)),
            new HistoryRoutes(log, List.of(folder.resolve("compare"), Path.of("runs/compare"))),
            new PatioRoutes(patio),
            new GlossaryRoutes(),
            new RunsRoutes(new RunsFolder(List.of(Path.of("runs"), folder.resolve("runs")))),
            new StepsRoutes(),
            new LossesRoutes(),
            digit);
    return new Features(
        Stream.concat(routes.stream(), labs.stream()).toList(),
        Stream.concat(Stream.of(patio, digit), labs.stream().map(LabRoutes::sessions)).toList());
  }
}
