package dev.cien.studio;

import dev.cien.course.runs.RunsFolder;
import dev.cien.recipes.FigureNames;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `/api/runs`: the runs that training has left in folders, with their curves. `/api/figures`: what
/// the figures of runs are called.
///
/// @param folder where they lie
record RunsRoutes(RunsFolder folder) implements Routes {
  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/figures", ctx -> ctx.json(FigureNames.all()));
    routes.get(
        "/api/runs",
        ctx ->
            ctx.json(
                Map.of(
                    "places",
                    folder.places().stream().map(RunsRoutes::name).toList(),
                    "runs",
                    List.copyOf(folder.all()))));
  }

  /// The last two names of a place: enough to find it, and no more of the machine than that.
  private static String name(Path place) {
    Path whole = place.toAbsolutePath().normalize();
    int count = whole.getNameCount();
    return count < 2 ? whole.toString() : whole.subpath(count - 2, count).toString();
  }
}
