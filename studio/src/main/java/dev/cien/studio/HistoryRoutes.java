package dev.cien.studio;

import dev.cien.course.history.Room;
import dev.cien.course.history.TrainingCompute;
import dev.cien.course.progress.Deed;
import dev.cien.course.progress.Entry;
import dev.cien.course.progress.Log;
import dev.cien.course.progress.Progress;
import dev.cien.recipes.catalog.Recipes;
import dev.cien.recipes.compare.Claim;
import dev.cien.recipes.compare.Claims;
import dev.cien.recipes.compare.Comparison;
import dev.cien.recipes.compare.ComparisonReport;
import dev.cien.recipes.compare.Side;
import dev.cien.recipes.compare.Verdict;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `/api/history`: the rooms and the training compute, the learner's own runs among it.
/// `/api/compare`: what `cien compare` has measured.
final class HistoryRoutes implements Routes {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private final List<Path> folders;

  /// @param folders where `cien compare` may have left its figures; the first that has some counts
  HistoryRoutes(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/history",
        ctx ->
            ctx.json(
                Map.of(
                    "rooms", Room.all().stream().map(HistoryRoutes::room).toList(),
                    "systems", TrainingCompute.systems(),
                    "source", TrainingCompute.SOURCE,
                    "own", own(Desk.of(ctx).log()))));
    routes.get("/api/compare", ctx -> ctx.json(board()));
  }

  private static Map<String, Object> room(Room room) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("year", room.year());
    shown.put("people", room.people());
    shown.put("title", room.title());
    shown.put("text", room.text());
    shown.put(
        "recipes",
        room.recipes().stream()
            .map(Recipes::find)
            .map(recipe -> CourseRoutes.recipe(recipe.orElseThrow()))
            .toList());
    shown.put("flop", TrainingCompute.find(room.system()).map(s -> s.flop()).orElse(0.0));
    shown.put("system", room.system());
    return shown;
  }

  /// The learner's runs whose operations the engine has counted.
  private List<Map<String, Object>> own(Log log) {
    List<Map<String, Object>> runs = new ArrayList<>();
    for (Entry entry : Progress.of(log.entries()).runs()) {
      Deed.RunKept kept = (Deed.RunKept) entry.deed();
      Double flop = kept.figures().get("flop");
      if (flop != null && flop > 0) {
        runs.add(Map.of("name", kept.recipe(), "date", entry.date().toString(), "flop", flop));
      }
    }
    return runs;
  }

  private List<Map<String, Object>> board() {
    return Claims.all().stream().map(this::claim).toList();
  }

  private Map<String, Object> claim(Claim claim) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", claim.id());
    shown.put("technique", claim.technique());
    shown.put("strength", claim.isStrength());
    shown.put("says", claim.says());
    shown.put("fair", claim.fair());
    shown.put("figure", claim.figure());
    shown.put("higherIsBetter", claim.higherIsBetter());
    shown.put("command", "cien compare --only " + claim.id());
    shown.put("sides", claim.sides().stream().map(Side::name).toList());
    for (boolean quick : new boolean[] {false, true}) {
      for (Path folder : folders) {
        // Nothing is measured here: what is not in the folder stays out.
        Verdict verdict = new Comparison(folder, SEEDS, quick).measure(claim, _ -> {}, () -> true);
        if (verdict.results().stream().noneMatch(result -> result.measured().isEmpty())) {
          shown.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
          shown.put("outcomeText", ComparisonReport.word(verdict.outcome()));
          shown.put("quick", quick);
          shown.put("results", verdict.results().stream().map(HistoryRoutes::result).toList());
          return shown;
        }
      }
    }
    return shown;
  }

  private static Map<String, Object> result(Verdict.Result result) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", result.side().name());
    shown.put("mean", result.mean());
    shown.put("deviation", result.deviation());
    shown.put("parameters", result.parameters());
    shown.put("seconds", result.seconds());
    shown.put("values", result.measured().stream().map(Side.Measured::value).toList());
    return shown;
  }
}
