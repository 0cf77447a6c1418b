package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Why a training breaks or does not get on, and what to change.
public final class PlaygroundDoctor {
  private static final double FEW = 0.05;
  private static final double MUCH = 0.15;
  private static final int PATIENCE = 40;
  private static final double FAST = 0.1;
  private static final int RARE = 5;

  private PlaygroundDoctor() {}

  /// What can be wrong.
  public enum Trouble {
    /// With L2 an update multiplies a weight by 1 − rate · pull; beyond 2 it grows in size.
    PULL_TOO_STRONG,
    /// A loss is no number any more, or beyond all measure.
    NOT_A_NUMBER,
    /// Nodes with ReLU that give 0 for every training point and thus learn nothing.
    DEAD_UNITS,
    /// Steps of an adaptive rule, each about as long as the rate, longer than the weights are.
    ADAPTIVE_RATE,
    /// Batch norm of batches of one point: what is normalised is 0.
    BATCH_OF_ONE,
    /// One class has so few points that it pays to forget it.
    IMBALANCE,
    /// The plan of the learning rate has come to its end, the training has not.
    PLAN_OVER,
    /// Nodes of a layer that are all the same and will stay so.
    SYMMETRY,
    /// A network that cannot draw the boundary that the data need.
    TOO_SMALL,
    /// The loss goes up and down.
    UNSTEADY,
    /// The loss does not go down any more, and it is far from 0.
    STUCK,
    /// Good on what it has seen, bad on what it has not.
    OVERFITTING
  }

  /// One finding.
  ///
  /// @param trouble what is wrong
  /// @param values numbers for the sentence that says it
  /// @param fix keys of the link with the values that mend it
  public record Finding(Trouble trouble, Map<String, Double> values, Map<String, String> fix) {}

  /// Looks at a training. What stops it comes first.
  public static List<Finding> look(PlaygroundRun run) {
    List<Finding> found = new ArrayList<>();
    Playground playground = run.playground();
    PlaygroundLink link = playground.link();
    double product = playground.rate() * link.regularizationRate();
    if (link.regularization() == Regularization.L2 && product > 2) {
      found.add(
          new Finding(
              Trouble.PULL_TOO_STRONG,
              Map.of("product", product, "factor", 1 - product),
              Map.of("learningRate", "0.03", "regularizationRate", "0.001")));
    }
    ofOne(playground).ifPresent(found::add);
    tooFast(playground).ifPresent(found::add);
    List<PlaygroundRun.Losses> losses = run.losses();
    double loss = losses.getLast().train();
    if (!(Math.abs(loss) < 1e6)) {
      if (found.isEmpty()) {
        found.add(
            new Finding(
                Trouble.NOT_A_NUMBER,
                Map.of("rate", playground.rate()),
                Map.of("learningRate", "0.03")));
      }
      return found;
    }
    symmetry(playground).ifPresent(found::add);
    dead(playground).ifPresent(found::add);
    imbalance(playground).ifPresent(found::add);
    if (found.isEmpty()
        && playground.epochs() >= PATIENCE
        && loss > MUCH * scale(playground)
        && isTooSmall(playground)) {
      found.add(
          new Finding(
              Trouble.TOO_SMALL,
              Map.of("nodes", (double) narrowest(playground)),
              Map.of("networkShape", wound(link.data()) ? "8,6" : "4,2")));
    }
    if (found.isEmpty()) {
      course(losses, playground).ifPresent(found::add);
    }
    return found;
  }

  /// How the usual limits, meant for a loss of ½ at the start, are stretched for another loss.
  private static double scale(Playground playground) {
    return playground.lossOfGuessing() / 0.5;
  }

  private static boolean round(PlaneData data) {
    return data == PlaneData.CIRCLE || data == PlaneData.RINGS;
  }

  private static boolean wound(PlaneData data) {
    return data == PlaneData.SPIRAL || data == PlaneData.ARMS;
  }

  private static Optional<Finding> ofOne(Playground playground) {
    PlaygroundLink link = playground.link();
    boolean one = link.batchSize() == 1 || playground.train().size() == 1;
    return link.extras().batchNorm() && one && !link.networkShape().isEmpty()
        ? Optional.of(new Finding(Trouble.BATCH_OF_ONE, Map.of(), Map.of("batchSize", "10")))
        : Optional.empty();
  }

  private static Optional<Finding> tooFast(Playground playground) {
    Mover mover = playground.link().extras().mover();
    // The sums of AdaGrad shorten its steps by themselves.
    return mover.isAdaptive() && mover != Mover.ADAGRAD && playground.rate() > FAST
        ? Optional.of(
            new Finding(
                Trouble.ADAPTIVE_RATE,
                Map.of("rate", playground.rate()),
                Map.of("learningRate", "0.01")))
        : Optional.empty();
  }

  private static Optional<Finding> imbalance(Playground playground) {
    int[] counts = playground.classCounts();
    if (counts.length == 0 || playground.link().extras().balance()) {
      return Optional.empty();
    }
    int rarest = 0;
    for (int i = 1; i < counts.length; i++) {
      rarest = counts[i] < counts[rarest] ? i : rarest;
    }
    int all = playground.train().size();
    return counts[rarest] * RARE * counts.length < all && counts[rarest] > 0
        ? Optional.of(
            new Finding(
                Trouble.IMBALANCE,
                Map.of("class", rarest + 1.0, "few", (double) counts[rarest], "all", (double) all),
                Map.of("balance", "true")))
        : Optional.empty();
  }

  private static Optional<Finding> symmetry(Playground playground) {
    Parameters parameters = playground.parameters();
    int last = parameters.biases().length - 1;
    for (int layer = 1; layer < last; layer++) {
      double[][] weights = parameters.weights()[layer];
      if (weights.length < 2) {
        continue;
      }
      boolean same = true;
      for (int node = 1; node < weights.length; node++) {
        same &=
            Arrays.equals(weights[node], weights[0])
                && parameters.biases()[layer][node] == parameters.biases()[layer][0];
      }
      if (same) {
        return Optional.of(
            new Finding(
                Trouble.SYMMETRY,
                Map.of("layer", (double) layer, "nodes", (double) weights.length),
                Map.of("initZero", "false")));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> dead(Playground playground) {
    PlaygroundLink link = playground.link();
    List<Integer> shape = link.networkShape();
    boolean any = false;
    for (int layer = 1; layer <= shape.size(); layer++) {
      any |= link.activation(layer) == Activation.RELU;
    }
    if (!any) {
      return Optional.empty();
    }
    boolean[][] alive = new boolean[shape.size()][];
    for (int i = 0; i < alive.length; i++) {
      alive[i] = new boolean[shape.get(i)];
    }
    for (Point point : playground.train()) {
      playground.output(point.x(), point.y());
      for (int i = 0; i < alive.length; i++) {
        for (int node = 0; node < alive[i].length; node++) {
          alive[i][node] |=
              link.activation(i + 1) != Activation.RELU || playground.nodeOutput(i + 1, node) > 0;
        }
      }
    }
    int all = 0;
    int dead = 0;
    for (boolean[] layer : alive) {
      for (boolean one : layer) {
        all++;
        dead += one ? 0 : 1;
      }
    }
    // One of many that sleeps is no trouble; the others do its work.
    return dead == 0 || dead * 4 < all || playground.train().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Trouble.DEAD_UNITS,
                Map.of("dead", (double) dead, "all", (double) all),
                Map.of("activation", "tanh", "activations", "", "learningRate", deadRate(link))));
  }

  /// Rules that set the length of their steps themselves need smaller ones.
  private static String deadRate(PlaygroundLink link) {
    return link.extras().mover().isAdaptive() ? "0.01" : "0.03";
  }

  private static int narrowest(Playground playground) {
    return playground.link().networkShape().stream().mapToInt(n -> n).min().orElse(0);
  }

  /// One node in a layer lets one number through. From x and y alone, or without a hidden layer, a
  /// boundary that is straight, or parallel lines, is all there can be.
  private static boolean isTooSmall(Playground playground) {
    Set<Feature> straight = EnumSet.of(Feature.X, Feature.Y);
    boolean plain = straight.containsAll(playground.features());
    PlaneData data = playground.link().data();
    boolean bent =
        data == PlaneData.CIRCLE || data == PlaneData.XOR || data == PlaneData.RINGS || wound(data);
    int nodes = narrowest(playground);
    boolean linear = isLinear(playground.link());
    int first = playground.link().networkShape().stream().findFirst().orElse(0);
    return bent
        && (plain && (nodes < 2 || linear || round(data) && first < 3) || wound(data) && nodes < 4);
  }

  private static boolean isLinear(PlaygroundLink link) {
    boolean linear = true;
    for (int layer = 1; layer <= link.networkShape().size(); layer++) {
      linear &= link.activation(layer) == Activation.LINEAR;
    }
    return linear;
  }

  private static Optional<Finding> course(
      List<PlaygroundRun.Losses> losses, Playground playground) {
    PlaygroundRun.Losses last = losses.getLast();
    if (last.epoch() < 2 * PATIENCE) {
      return Optional.empty();
    }
    double few = FEW * scale(playground);
    double much = MUCH * scale(playground);
    if (last.train() > much && playground.rateNow() < 1e-3 * playground.rate()) {
      int longer = playground.link().extras().planEpochs() * 4;
      return Optional.of(
          new Finding(
              Trouble.PLAN_OVER,
              Map.of("loss", last.train(), "rate", playground.rateNow()),
              Map.of("scheduleEpochs", Integer.toString(Math.min(longer, 1_000_000)))));
    }
    int count = losses.size();
    List<PlaygroundRun.Losses> late = losses.subList(count - Math.max(2, count / 4), count);
    double low = late.stream().mapToDouble(PlaygroundRun.Losses::train).min().orElseThrow();
    double high = late.stream().mapToDouble(PlaygroundRun.Losses::train).max().orElseThrow();
    int turns = 0;
    for (int i = 2; i < late.size(); i++) {
      double before = late.get(i - 1).train() - late.get(i - 2).train();
      double now = late.get(i).train() - late.get(i - 1).train();
      turns += before * now < 0 ? 1 : 0;
    }
    if (high > few && high > 1.5 * low && turns * 3 > late.size()) {
      return Optional.of(
          new Finding(
              Trouble.UNSTEADY,
              Map.of("low", low, "high", high),
              Map.of("learningRate", Double.toString(playground.rate() / 10))));
    }
    if (last.train() > much && late.getFirst().train() - last.train() < 0.01 * last.train()) {
      return Optional.of(
          new Finding(Trouble.STUCK, Map.of("loss", last.train()), stuckFix(playground)));
    }
    if (last.train() < much && last.test() > 3 * last.train() && last.test() > few) {
      return Optional.of(
          new Finding(
              Trouble.OVERFITTING,
              Map.of("train", last.train(), "test", last.test()),
              Map.of("regularization", "L2", "regularizationRate", "0.003")));
    }
    return Optional.empty();
  }

  private static Map<String, String> stuckFix(Playground playground) {
    if (playground.link().regularization() != Regularization.NONE) {
      return Map.of("regularization", "none", "regularizationRate", "0");
    }
    return playground.rate() < 0.1
        ? Map.of("learningRate", "0.1")
        : Map.of("networkShape", "8,6", "learningRate", "0.03");
  }
}
