package dev.cien.studio;

import dev.cien.course.days.Course;
import dev.cien.course.days.CourseDay;
import dev.cien.course.days.Lesson;
import dev.cien.course.experiment.Check;
import dev.cien.course.experiment.CourseExperiment;
import dev.cien.course.experiment.Experiments;
import dev.cien.course.experiment.Measured;
import dev.cien.course.experiment.Question;
import dev.cien.course.experiment.RecipeRun;
import dev.cien.course.experiment.Run;
import dev.cien.course.progress.Deed;
import dev.cien.course.progress.Entry;
import dev.cien.course.progress.Log;
import dev.cien.course.progress.ResourceKey;
import dev.cien.recipes.Card;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// `/api/course`: the days with their lessons. `/api/experiments`: predict, run, compare.
final class CourseRoutes implements Routes {
  /// What most experiments take.
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Path own;
  private final Clock clock;

  /// One run at a time: two would share the cores and both be late.
  private final Semaphore running = new Semaphore(1);

  private Experiments experiments;

  /// @param own where the learner may keep experiments, too
  CourseRoutes(Path own, Clock clock) {
    this.own = own;
    this.clock = clock;
  }

  /// Predictions by question, with a comma or a point.
  record Attempt(Map<String, String> predictions, int hints, String zone) {}

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/course", ctx -> ctx.json(Course.days().stream().map(this::row).toList()));
    routes.get("/api/course/{day}", ctx -> ctx.json(day(ctx)));
    routes.post("/api/experiments/{id}", this::attempt);
  }

  /// Read when they are first asked for, so that the studio starts at once.
  private synchronized Experiments experiments() {
    if (experiments == null) {
      experiments = Experiments.bundled().with(own);
    }
    return experiments;
  }

  private Map<String, Object> row(CourseDay day) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("number", day.number());
    row.put("topic", day.topic());
    row.put("block", day.block());
    row.put("lesson", day.hasLesson());
    row.put(
        "experiments",
        experiments().of(day.number()).stream()
            .map(one -> Map.of("id", one.id(), "title", one.title()))
            .toList());
    row.put("resources", day.resources().stream().map(CourseRoutes::resource).toList());
    return row;
  }

  private static Map<String, Object> resource(CourseDay.Resource one) {
    return Map.of(
        "title", one.title(),
        "link", one.link(),
        "key", ResourceKey.of(one.link()),
        "language", one.language(),
        "kind", one.kind());
  }

  private Map<String, Object> day(Context ctx) {
    String asked = ctx.pathParam("day");
    CourseDay day =
        (asked.matches("\\d{1,3}")
                ? Course.day(Integer.parseInt(asked))
                : Optional.<CourseDay>empty())
            .orElseThrow(
                () ->
                    Refusal.missing(
                        "El curso tiene los días 1 a 100.", "The course has days 1 to 100."));
    Map<String, Object> all = row(day);
    all.put("es", lesson(day.es()));
    all.put("en", lesson(day.en()));
    all.put("labs", day.labs());
    all.put(
        "recipes",
        day.recipes().stream().map(Recipes::find).map(r -> recipe(r.orElseThrow())).toList());
    all.put("mistakes", experiments().mistakes());
    all.put(
        "experiments", experiments().of(day.number()).stream().map(CourseRoutes::before).toList());
    return all;
  }

  private static Map<String, Object> lesson(Lesson lesson) {
    return Map.of(
        "topic", lesson.topic(),
        "intro", Markdown.html(lesson.intro()),
        "sections",
            lesson.sections().stream()
                .map(s -> Map.of("title", s.title(), "html", Markdown.html(s.body())))
                .toList());
  }

  static Map<String, Object> recipe(Recipe recipe) {
    Card card = recipe.card();
    return Map.of(
        "name", card.name(),
        "title", card.title(),
        "teaches", card.teaches(),
        "seconds", card.seconds(),
        "command", "cien train " + card.name());
  }

  /// An experiment as it is shown before it was run: what it will say afterwards stays here.
  private static Map<String, Object> before(CourseExperiment experiment) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", experiment.id());
    shown.put("title", experiment.title());
    shown.put("setup", experiment.setup());
    shown.put("hints", experiment.hints());
    shown.put("lab", experiment.lab());
    shown.put("questions", experiment.questions().stream().map(CourseRoutes::question).toList());
    shown.put(
        "commands",
        experiment.runs().values().stream()
            .map(Run::command)
            .filter(command -> !command.isEmpty())
            .toList());
    return shown;
  }

  private record Choice(String key, Text text) {}

  private static Map<String, Object> question(Question question) {
    List<Choice> choices =
        switch (question) {
          case Question.Amount _ -> List.of();
          case Question.Between between ->
              between.bands().stream().map(b -> new Choice(b.id(), b.text())).toList();
          case Question.Which which ->
              which.choices().stream().map(c -> new Choice(c.figure(), c.text())).toList();
        };
    return Map.of("id", question.id(), "ask", question.ask(), "choices", choices);
  }

  private void attempt(Context ctx) {
    CourseExperiment experiment =
        experiments()
            .find(ctx.pathParam("id"))
            .orElseThrow(
                () -> Refusal.missing("No hay tal experimento.", "There is no such experiment."));
    Attempt attempt = Json.body(ctx, Attempt.class);
    if (attempt.predictions() == null) {
      throw Refusal.bad("Faltan las predicciones.", "The predictions are missing.");
    }
    ZoneId zone = ProgressRoutes.zone(attempt.zone());
    Check.requireAll(experiment, attempt.predictions());
    if (!running.tryAcquire()) {
      throw Refusal.later(
          WAIT,
          "Ya se está ejecutando otro experimento; espera a que acabe.",
          "Another experiment is running; wait until it ends.");
    }
    try {
      long start = System.nanoTime();
      Measured measured = experiment.measure();
      double seconds = (System.nanoTime() - start) * 1e-9;
      Check check = Check.of(experiment, attempt.predictions(), measured.figures());
      Entry entry =
          keep(Desk.of(ctx).log(), experiment, check, measured, Math.max(0, attempt.hints()), zone);
      ctx.json(after(experiment, check, measured, seconds, entry));
    } finally {
      running.release();
    }
  }

  private Entry keep(
      Log log,
      CourseExperiment experiment,
      Check check,
      Measured measured,
      int hints,
      ZoneId zone) {
    experiment
        .runs()
        .forEach(
            (name, run) -> {
              if (run instanceof RecipeRun recipe) {
                log.add(entry(zone, evidence(experiment, name, recipe, measured)));
              }
            });
    return log.add(
        entry(
            zone,
            new Deed.Predicted(
                experiment.id(),
                experiment.day(),
                check.right(),
                check.results().size(),
                Math.min(hints, experiment.hints().size()))));
  }

  private Entry entry(ZoneId zone, Deed deed) {
    return Entry.of(clock.instant(), zone, deed);
  }

  private static Deed evidence(
      CourseExperiment experiment, String name, RecipeRun run, Measured measured) {
    Map<String, Double> figures = new LinkedHashMap<>();
    measured
        .figures()
        .forEach(
            (figure, value) -> {
              if (figure.startsWith(name + ".") && Double.isFinite(value)) {
                figures.put(figure.substring(name.length() + 1), value);
              }
            });
    return new Deed.RunKept(run.recipe().card().name(), experiment.id(), figures);
  }

  private record Figure(Text name, double value) {}

  private static Map<String, Object> after(
      CourseExperiment experiment, Check check, Measured measured, double seconds, Entry entry) {
    List<Figure> figures = new ArrayList<>();
    experiment
        .show()
        .forEach(
            (figure, name) -> {
              if (measured.figures().containsKey(figure)) {
                figures.add(new Figure(name, measured.figures().get(figure)));
              }
            });
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("results", check.results());
    shown.put("right", check.right());
    shown.put("figures", figures);
    shown.put("curves", measured.curves());
    shown.put("after", experiment.after());
    shown.put("seconds", seconds);
    shown.put("entry", ProgressRoutes.shown(entry));
    return shown;
  }
}
