package dev.cien.course.steps;

import dev.cien.course.small.Doubles;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Practice;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.optim.SGD;
import dev.cien.tensor.Tensor;
import java.util.List;

/// Many turns of the loop: sample after sample, and from the last back to the first.
public final class Loop {
  /// The most turns of one call.
  public static final int MOST_TURNS = 5000;

  /// The most samples.
  public static final int MOST_SAMPLES = 64;

  private Loop() {}

  /// What many turns gave.
  ///
  /// @param network with the parameters after them
  /// @param losses of the sample of each turn, before its step
  /// @param cost the mean loss of all samples afterwards
  /// @param next the index of the sample whose turn would be next
  public record Result(SmallNetwork network, double[] losses, double cost, int next) {}

  /// Takes `turns` turns, beginning with sample number `at`.
  ///
  /// @throws IllegalArgumentException if samples do not fit the network, there are too many turns
  ///   or samples, or the parameters grow without end
  public static Result run(
      SmallNetwork network, List<Sample> samples, int at, double rate, int turns) {
    if (samples.isEmpty() || samples.size() > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "loop: expected 1 to " + MOST_SAMPLES + " samples, found " + samples.size() + ".");
    }
    if (at < 0 || at >= samples.size()) {
      throw new IllegalArgumentException(
          "loop: expected a sample from 0 to " + (samples.size() - 1) + ", found " + at + ".");
    }
    if (turns < 0 || turns > MOST_TURNS) {
      throw new IllegalArgumentException(
          "loop: expected 0 to " + MOST_TURNS + " turns, found " + turns + ".");
    }
    network.check(samples);
    Practice practice = new Practice(network, SGD.of(rate));
    List<Tensor> inputs = samples.stream().map(s -> Doubles.inputs(List.of(s))).toList();
    List<Tensor> targets = samples.stream().map(s -> Doubles.targets(List.of(s))).toList();
    double[] losses = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      int sample = (at + turn) % samples.size();
      losses[turn] = practice.step(inputs.get(sample), targets.get(sample));
    }
    SmallNetwork after = practice.network();
    return new Result(after, losses, Forward.cost(after, samples), (at + turns) % samples.size());
  }
}
