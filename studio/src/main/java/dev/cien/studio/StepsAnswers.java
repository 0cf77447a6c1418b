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
import dev.cien.course.steps.Trace;
import dev.cien.course.steps.Tracer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the page of steps asks, and what it is told. The page holds the network: nothing is
/// remembered here, so that undo, a reload and a second tab need no care.
final class StepsAnswers {
  private static final int CURVE_POINTS = 121;
  private static final double LARGEST_RATE = 1000;

  private StepsAnswers() {}

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

  record Run(SmallNetwork network, List<Sample> samples, int at, double rate, int turns) {}

  record Fresh(int[] sizes, Nonlinearity activation, Head head, Criterion criterion, long seed) {}

  record Start(List<Ready> lessons, Map<Nonlinearity, Curve> curves) {}

  record Ready(String key, SmallNetwork network, List<Sample> samples, double rate) {}

  record Curve(double[] z, double[] a, double[] slope) {}

  record Traced(Trace trace, Judged judged) {}

  record Judged(double[][] outputs, double[] losses, double cost) {}

  /// The lessons, and the curves of all activations.
  static Start start() {
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
  static Traced trace(Question question) {
    SmallNetwork network = question.network();
    Trace trace = Tracer.trace(network, question.samples().get(question.at()), question.rate());
    double[] losses = Forward.losses(network, question.samples());
    return new Traced(
        trace,
        new Judged(
            Forward.outputs(network, question.samples()),
            losses,
            Arrays.stream(losses).average().orElseThrow()));
  }

  /// Many turns.
  static Loop.Result run(Run run) {
    Question question = new Question(run.network(), run.samples(), run.at(), run.rate());
    return Loop.run(
        question.network(), question.samples(), question.at(), question.rate(), run.turns());
  }

  /// A network with new weights.
  static SmallNetwork fresh(Fresh fresh) {
    return SmallNetwork.of(
        fresh.activation(), fresh.head(), fresh.criterion(), Rng.of(fresh.seed()), fresh.sizes());
  }
}
