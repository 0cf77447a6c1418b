package dev.cien.studio;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Head;
import dev.cien.course.small.Nonlinearity;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.course.steps.Lesson;
import dev.cien.course.steps.Loop;
import dev.cien.course.steps.Stack;
import dev.cien.course.steps.Trace;
import dev.cien.course.steps.Tracer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import io.javalin.config.RoutesConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `/api/steps`: small networks, number by number. The page holds the network: nothing is
/// remembered here, so that undo, a reload and a second tab need no care.
final class StepsRoutes implements Routes {
  private static final int CURVE_POINTS = 121;
  private static final double LARGEST_RATE = 1000;

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/steps", ctx -> ctx.json(start()));
    routes.get(
        "/api/steps/stack",
        ctx ->
            ctx.json(
                Stack.of(
                    Asked.choice(ctx, "f", Nonlinearity.class),
                    Math.clamp(Asked.whole(ctx, "depth"), 0, Integer.MAX_VALUE),
                    Asked.number(ctx, "gain"),
                    Asked.number(ctx, "bias"),
                    Asked.whole(ctx, "seed"))));
    routes.post("/api/steps/trace", ctx -> ctx.json(trace(Json.body(ctx, Question.class))));
    routes.post("/api/steps/run", ctx -> ctx.json(run(Json.body(ctx, Run.class))));
    routes.post("/api/steps/network", ctx -> ctx.json(fresh(Json.body(ctx, Fresh.class))));
  }

  record Question(SmallNetwork network, List<Sample> samples, int at, double rate) {
    Question {
      samples = List.copyOf(samples);
      if (samples.isEmpty() || samples.size() > Loop.MOST_SAMPLES) {
        throw new IllegalArgumentException(
            "steps: expected 1 to "
                + Loop.MOST_SAMPLES
                + " samples, found "
                + samples.size()
                + ".");
      }
      if (at < 0 || at >= samples.size()) {
        throw new IllegalArgumentException("steps: there is no sample " + at + ".");
      }
      if (!(rate >= 0 && rate <= LARGEST_RATE)) {
        throw new IllegalArgumentException(
            "steps: expected a rate from 0 to " + LARGEST_RATE + ", found " + rate + ".");
      }
      network.check(samples);
    }
  }

  record Run(SmallNetwork network, List<Sample> samples, int at, double rate, int turns) {
    Run {
      new Question(network, samples, at, rate);
      if (turns < 0 || turns > Loop.MOST_TURNS) {
        throw new IllegalArgumentException(
            "steps: expected 0 to " + Loop.MOST_TURNS + " turns, found " + turns + ".");
      }
    }
  }

  record Fresh(int[] sizes, Nonlinearity activation, Head head, Criterion criterion, long seed) {
    Fresh {
      Stream.of(sizes, activation, head, criterion).forEach(Objects::requireNonNull);
    }
  }

  record Start(List<Ready> lessons, Map<Nonlinearity, Curve> curves) {}

  record Ready(String key, SmallNetwork network, List<Sample> samples, double rate) {}

  record Curve(double[] z, double[] a, double[] slope) {}

  record Traced(Trace trace, Judged judged) {}

  record Judged(double[][] outputs, double[] losses, double cost) {}

  /// The lessons, and the curves of all activations.
  private static Start start() {
    Map<Nonlinearity, Curve> curves = new LinkedHashMap<>();
    for (Nonlinearity f : Nonlinearity.values()) {
      double[] z = Doubles.range(-6, 6, CURVE_POINTS);
      Tensor points = Tensor.of(z);
      curves.put(f, new Curve(z, f.of(points).toDoubles(), f.slope(points).toDoubles()));
    }
    List<Ready> lessons =
        Stream.of(Lesson.values())
            .map(one -> new Ready(one.key(), one.network(), one.samples(), one.rate()))
            .toList();
    return new Start(lessons, curves);
  }

  /// One turn of the loop, and how the network does on all samples now.
  private static Traced trace(Question question) {
    SmallNetwork network = question.network();
    Trace trace =
        bounded(
            () -> Tracer.trace(network, question.samples().get(question.at()), question.rate()));
    double[] losses = Forward.losses(network, question.samples());
    return new Traced(
        trace,
        new Judged(
            Forward.outputs(network, question.samples()),
            losses,
            Arrays.stream(losses).average().orElseThrow()));
  }

  /// Many turns.
  private static Loop.Result run(Run run) {
    return bounded(() -> Loop.run(run.network(), run.samples(), run.at(), run.rate(), run.turns()));
  }

  /// What goes in was checked: what does not fit any more has grown on the way.
  private static <T> T bounded(Supplier<T> steps) {
    try {
      return steps.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(
          "Los parámetros crecen sin límite: la tasa de aprendizaje es demasiado grande. Bájala y"
              + " vuelve a intentarlo.",
          "The parameters grow without end: the learning rate is too large. Lower it and try"
              + " again.");
    }
  }

  /// A network with new weights.
  private static SmallNetwork fresh(Fresh fresh) {
    return SmallNetwork.of(
        fresh.activation(), fresh.head(), fresh.criterion(), Rng.of(fresh.seed()), fresh.sizes());
  }
}
