package dev.cien.studio;

import dev.cien.studio.store.Store;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that the studio can do: a new feature is one line here.
///
/// @param routes the endpoints
/// @param open what is closed before the database is
record Features(List<Routes> routes, List<AutoCloseable> open) {
  /// @param accounts what accounts need, if there are any
  static Features of(Store store, Path folder, Clock clock, Optional<Passwords> accounts) {
    PatioSessions patio = new PatioSessions(store);
    DigitRoutes digit = new DigitRoutes(folder);
    return new Features(
        List.of(
            accounts
                .<Routes>map(passwords -> new AccountRoutes(store, passwords, clock))
                .orElse(Features::nobodyAsked),
            accounts.<Routes>map(_ -> new ClassRoutes(store, clock)).orElse(_ -> {}),
            new SettingsRoutes(),
            new CourseRoutes(folder.resolve("experiments"), clock),
            new ProgressRoutes(clock),
            new JournalRoutes(),
            new HistoryRoutes(List.of(folder.resolve("compare"), Path.of("runs/compare"))),
            new PatioRoutes(patio),
            new StepsRoutes(),
            new LossesRoutes(),
            digit),
        List.of(patio, digit));
  }

  private static void nobodyAsked(RoutesConfig routes) {
    routes.get("/api/me", ctx -> ctx.json(Map.of("accounts", false)));
  }
}
