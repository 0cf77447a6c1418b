package dev.cien.studio;

import dev.cien.course.landscape.Race;
import dev.cien.course.landscape.Racer;
import dev.cien.course.landscape.Relief;
import dev.cien.course.landscape.Surface;
import dev.cien.course.landscape.Surfaces;
import dev.cien.course.losses.Centre;
import dev.cien.course.losses.Contest;
import dev.cien.course.losses.Judgement;
import dev.cien.course.losses.LossCurve;
import dev.cien.course.losses.Measure;
import dev.cien.course.losses.Problem;
import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Head;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// `/api/losses` and `/api/landscape`: losses alone, on samples and against each other, and the
/// landscapes of cost that update rules go down.
final class LossesRoutes implements Routes {
  private static final int CURVE_POINTS = 121;
  private static final int CENTRE_POINTS = 141;
  private static final int MOST_OUTPUTS = 16;
  private static final int MOST_PROBABILITIES = 16;

  private final Surfaces surfaces = new Surfaces();
  // Each keeps a processor busy for a second.
  private final Lock contests = new ReentrantLock();

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/losses/curve",
        ctx ->
            ctx.json(
                curve(
                    Asked.choice(ctx, "loss", Criterion.class),
                    Asked.text(ctx, "by").equals("sum"),
                    Asked.number(ctx, "target"),
                    Asked.number(ctx, "at"))));
    routes.get(
        "/api/losses/certainty",
        ctx -> ctx.json(certainty(Asked.numbers(ctx, "p", MOST_PROBABILITIES))));
    routes.post("/api/losses/judge", ctx -> ctx.json(judge(Json.body(ctx, Judging.class))));
    routes.post("/api/losses/centre", ctx -> ctx.json(centre(Json.body(ctx, Centring.class))));
    routes.get(
        "/api/losses/contest",
        ctx ->
            ctx.json(
                contest(Asked.choice(ctx, "problem", Problem.class), Asked.whole(ctx, "seed"))));
    routes.get("/api/landscape", ctx -> ctx.json(new Names(Surfaces.names())));
    routes.get(
        "/api/landscape/relief",
        ctx ->
            ctx.json(
                relief(
                    Asked.text(ctx, "surface"),
                    Asked.whole(ctx, "seed"),
                    Math.clamp(Asked.whole(ctx, "count"), 0, Integer.MAX_VALUE))));
    routes.post("/api/landscape/race", ctx -> ctx.json(race(Json.body(ctx, Racing.class))));
  }

  record Names(List<String> surfaces) {}

  record Point(double at, double loss, double slope) {}

  record Curved(LossCurve curve, Point point) {}

  record Certainty(
      double p, double loss, double slope, double sum, double fromSum, double sumSlope) {}

  record Certainties(List<Certainty> rows) {}

  record Judging(Criterion criterion, Head head, double[][] sums, double[][] targets) {
    Judging {
      Stream.of(criterion, head, sums, targets).forEach(Objects::requireNonNull);
      Stream.concat(Arrays.stream(sums), Arrays.stream(targets))
          .forEach(
              row -> {
                if (row.length > MOST_OUTPUTS) {
                  throw new IllegalArgumentException(
                      "judgement: expected at most " + MOST_OUTPUTS + " outputs a sample.");
                }
              });
    }
  }

  record Centring(double[] values, double low, double high) {
    Centring {
      Objects.requireNonNull(values);
    }
  }

  record Centred(double[] at, Map<Criterion, OneCentre> losses) {}

  record OneCentre(Centre centre, double[] costs) {}

  record Contested(
      Problem problem,
      int draws,
      List<Measure> measures,
      Measure decides,
      List<Criterion> best,
      List<Contest.Entry> entries) {}

  record Land(Surface.Frame frame, List<String> names, Relief relief, Map<Racer, Double> rates) {}

  record Runner(Racer racer, double rate) {}

  record Racing(String surface, long seed, double[] start, int steps, List<Runner> racers) {
    Racing {
      Stream.of(surface, start).forEach(Objects::requireNonNull);
      racers = List.copyOf(racers);
      racers.forEach(runner -> Objects.requireNonNull(runner.racer()));
    }
  }

  record Ran(
      Racer racer,
      double rate,
      double[][] path,
      double[] costs,
      boolean lost,
      double lowest,
      int below) {}

  record Races(List<Ran> races) {}

  /// A loss by the output, or by the sum from which the output is made, and one point of it.
  private Curved curve(Criterion criterion, boolean bySum, double target, double at) {
    if (!(Math.abs(target) <= 1000 && Math.abs(at) <= 1000)) {
      throw new IllegalArgumentException("curve: expected numbers of at most 1000.");
    }
    boolean entropy =
        criterion == Criterion.BINARY_CROSS_ENTROPY || criterion == Criterion.CROSS_ENTROPY;
    double[] points =
        bySum
            ? Doubles.range(-9, 9, CURVE_POINTS)
            : entropy ? LossCurve.probabilities(CURVE_POINTS) : Doubles.range(-3, 3, CURVE_POINTS);
    LossCurve one = of(criterion, bySum, target, at);
    return new Curved(
        of(criterion, bySum, target, points),
        new Point(one.at()[0], one.loss()[0], one.slope()[0]));
  }

  private static LossCurve of(Criterion criterion, boolean bySum, double target, double... points) {
    return bySum
        ? LossCurve.bySum(criterion, target, points)
        : LossCurve.byOutput(criterion, target, points);
  }

  /// The cross-entropy of a yes to which ever less probability is given: by the textbook, and from
  /// the sum z = log(p / (1 − p)). At 0 there is no such sum; −1000 stands for it.
  private Certainties certainty(double... probabilities) {
    List<Certainty> rows = new ArrayList<>();
    for (double p : probabilities) {
      if (!(p >= 0 && p < 1)) {
        throw new IllegalArgumentException(
            "certainty: expected probabilities from 0 to below 1, found " + p + ".");
      }
      double sum = p == 0 ? -1000 : StrictMath.log(p / (1 - p));
      LossCurve textbook = LossCurve.byOutput(Criterion.BINARY_CROSS_ENTROPY, 1, p);
      LossCurve fromSum = LossCurve.bySum(Criterion.BINARY_CROSS_ENTROPY, 1, sum);
      rows.add(
          new Certainty(
              p,
              textbook.loss()[0],
              textbook.slope()[0],
              sum,
              fromSum.loss()[0],
              fromSum.slope()[0]));
    }
    return new Certainties(rows);
  }

  private Judgement judge(Judging judging) {
    return Judgement.of(judging.criterion(), judging.head(), judging.sums(), judging.targets());
  }

  /// The best single number for values, by three losses, and the cost of every other.
  private Centred centre(Centring centring) {
    if (!(centring.low() < centring.high() && Math.abs(centring.high()) <= 1e6)) {
      throw new IllegalArgumentException("centre: expected a range from low to high.");
    }
    double[] at = Doubles.range(centring.low(), centring.high(), CENTRE_POINTS);
    Map<Criterion, OneCentre> losses = new LinkedHashMap<>();
    for (Criterion criterion : List.of(Criterion.MSE, Criterion.MAE, Criterion.HUBER)) {
      losses.put(
          criterion,
          new OneCentre(
              Centre.of(criterion, centring.values()),
              Centre.costs(criterion, centring.values(), at)));
    }
    return new Centred(at, losses);
  }

  private Contested contest(Problem problem, long seed) {
    contests.lock();
    Contest contest;
    try {
      contest = Contest.run(problem, seed);
    } finally {
      contests.unlock();
    }
    return new Contested(
        problem,
        Contest.DRAWS,
        problem.measures(),
        problem.decides(),
        contest.best(),
        contest.entries());
  }

  private Land relief(String name, long seed, int count) {
    Surface surface = surface(name, seed);
    Map<Racer, Double> rates = new LinkedHashMap<>();
    for (Racer racer : Racer.values()) {
      rates.put(racer, racer.rate(surface));
    }
    return new Land(surface.frame(), Surfaces.parameters(name), Relief.of(surface, count), rates);
  }

  /// Lets rules run from one start. They came down when a twentieth of the descent is left to the
  /// lowest place that any of them saw.
  private Races race(Racing racing) {
    if (racing.racers().isEmpty() || racing.racers().size() > Racer.values().length) {
      throw new IllegalArgumentException(
          "race: expected 1 to " + Racer.values().length + " racers.");
    }
    Surface surface = surface(racing.surface(), racing.seed());
    List<Race> races = new ArrayList<>();
    for (Runner runner : racing.racers()) {
      races.add(Race.run(surface, runner.racer(), runner.rate(), racing.start(), racing.steps()));
    }
    double lowest = races.stream().mapToDouble(Race::lowest).min().orElseThrow();
    double down = lowest + 0.05 * (races.getFirst().costs()[0] - lowest);
    return new Races(
        races.stream()
            .map(
                race ->
                    new Ran(
                        race.racer(),
                        race.rate(),
                        race.path(),
                        race.costs(),
                        race.lost(),
                        race.lowest(),
                        race.stepsBelow(Math.nextUp(down))))
            .toList());
  }

  private Surface surface(String name, long seed) {
    return surfaces
        .of(name, seed)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "landscape: there is no surface of this name. Known: "
                        + String.join(", ", Surfaces.names())
                        + "."));
  }
}
