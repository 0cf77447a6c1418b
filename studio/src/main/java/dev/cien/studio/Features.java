package dev.cien.studio;

import dev.cien.studio.store.Store;
import java.nio.file.Path;
import java.util.List;

/// Everything that the studio can do: a new feature is one line here.
///
/// @param routes the endpoints
/// @param open what is closed before the database is
record Features(List<Routes> routes, List<AutoCloseable> open) {
  static Features of(Store store, Path folder) {
    PatioSessions patio = new PatioSessions(store);
    DigitRoutes digit = new DigitRoutes(folder);
    return new Features(
        List.of(
            new SettingsRoutes(store),
            new PatioRoutes(patio),
            new StepsRoutes(),
            new LossesRoutes(),
            digit),
        List.of(patio, digit));
  }
}
