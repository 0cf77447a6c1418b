package dev.cien.studio;

import dev.cien.course.runs.RunsFolder;
import dev.cien.recipes.catalog.LiveTrainings;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.SweepStore;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that the studio can do: a new feature is one line here.
///
/// @param routes the endpoints
/// @param open what is closed before the database is
record Features(List<Routes> routes, List<AutoCloseable> open) {
  /// @param accounts what accounts need, if there are any
  static Features of(Store store, Path folder, Clock clock, Optional<Passwords> accounts) {
    PatioSessions patio = new PatioSessions(store);
    RunsFolder runs = new RunsFolder(List.of(Path.of("runs"), folder.resolve("runs")));
    DigitRoutes digit = new DigitRoutes(folder, runs);
    SweepStore swept = new SweepStore(store);
    SweepQueue sweeps = new SweepQueue(swept);
    List<LabRoutes> labs =
        LiveTrainings.names().stream()
            .map(
                kind ->
                    new LabRoutes(
                        kind,
                        new LabSessions(kind, store, chosen -> LiveTrainings.begin(kind, chosen))))
            .toList();
    List<Routes> fixed =
        List.of(
            new SettingsRoutes(),
            new CourseRoutes(folder.resolve("experiments"), clock),
            new ProgressRoutes(clock),
            new JournalRoutes(),
            new FilesRoutes(),
            new HistoryRoutes(List.of(folder.resolve("compare"), Path.of("runs/compare"))),
            new PatioRoutes(patio),
            new GlossaryRoutes(),
            new RunsRoutes(runs),
            new SweepRoutes(swept, sweeps),
            new StepsRoutes(),
            new LossesRoutes(),
            digit);
    List<Routes> own = Stream.concat(fixed.stream(), labs.stream()).toList();
    Leaving leaving = new Leaving(store, folder, own);
    Stream<Routes> people =
        accounts
            .<Stream<Routes>>map(
                passwords ->
                    Stream.of(
                        new AccountRoutes(store, passwords, leaving, clock),
                        new ClassRoutes(store, leaving, clock)))
            .orElse(Stream.of(Features::nobodyAsked));
    return new Features(
        Stream.concat(people, own.stream()).toList(),
        Stream.concat(Stream.of(patio, digit, sweeps), labs.stream().map(LabRoutes::sessions))
            .toList());
  }

  private static void nobodyAsked(RoutesConfig routes) {
    routes.get("/api/me", ctx -> ctx.json(Map.of("accounts", false)));
  }
}
