package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A training of the playground that can be taken back: losses by epoch, and the network as it was
/// after any of them.
///
/// Not every epoch is kept. What was between two kept ones is trained again, with the learning
/// rates of then, and is the same to the last bit. An epoch at which somebody changed a parameter
/// is always kept.
public final class PlaygroundRun {
  /// The most numbers that are kept of past epochs.
  private static final int MOST_NUMBERS = 1_000_000;

  private static final int MOST_KEPT = 400;
  private static final int MOST_HANDS = 200;
  private static final int MOST_LOSSES = 2000;

  /// The losses after an epoch.
  ///
  /// @param epoch how many were trained
  /// @param train the mean over the training points
  /// @param test the mean over the others; NaN if there are none
  public record Losses(int epoch, double train, double test) {
    /// What tells whether a training gets on: the test loss, or that of training if nothing is
    /// tested.
    public double judged() {
      return Double.isNaN(test) ? train : test;
    }
  }

  /// Everything that is needed to go on another day.
  ///
  /// @param epoch how many were trained
  /// @param now the network
  /// @param hands the network at epochs at which somebody changed it
  /// @param rates the learning rate from an epoch on
  /// @param losses the curve
  public record Saved(
      int epoch,
      Parameters now,
      Map<Integer, Parameters> hands,
      Map<Integer, Double> rates,
      List<Losses> losses) {}

  private final Playground playground;
  private final TreeMap<Integer, Parameters> kept = new TreeMap<>();
  private final TreeMap<Integer, Parameters> hands = new TreeMap<>();
  private final TreeMap<Integer, Double> rates = new TreeMap<>();
  private final List<Losses> losses = new ArrayList<>();
  private final int mostKept;
  private Losses best;
  private int every = 1;
  private int everyLoss = 1;

  /// A training before its first epoch.
  ///
  /// @param own points of one's own instead of those of the link; none for the link's
  public PlaygroundRun(PlaygroundLink link, List<Point> own) {
    this.playground = own.isEmpty() ? new Playground(link) : Playground.of(link, own);
    Parameters start = playground.parameters();
    this.mostKept =
        Math.clamp(
            MOST_NUMBERS / Math.max(1, start.count() * (3 + start.memory().slots().length)),
            8,
            MOST_KEPT);
    hands.put(0, start);
    rates.put(0, playground.rate());
    this.best = now();
    losses.add(best);
  }

  /// A training that goes on from where it was saved.
  ///
  /// @throws IllegalArgumentException if what was saved does not fit the link
  public PlaygroundRun(PlaygroundLink link, List<Point> own, Saved saved) {
    this(link, own);
    if (saved.epoch() < 0 || !saved.hands().containsKey(0) || !saved.rates().containsKey(0)) {
      throw new IllegalArgumentException("playground: what was saved is not whole.");
    }
    saved.hands().values().forEach(p -> playground.take(p, 0));
    playground.take(saved.now(), saved.epoch());
    hands.clear();
    hands.putAll(saved.hands());
    kept.put(saved.epoch(), playground.parameters());
    rates.clear();
    rates.putAll(saved.rates());
    playground.rate(rates.floorEntry(saved.epoch()).getValue());
    losses.clear();
    losses.addAll(saved.losses());
    best = bestOf(losses);
    while (losses.size() > MOST_LOSSES / 2 / everyLoss && everyLoss < 1 << 20) {
      everyLoss *= 2;
    }
  }

  /// What is needed to go on another day.
  public Saved save() {
    return new Saved(
        playground.epochs(),
        playground.parameters(),
        new TreeMap<>(hands),
        new TreeMap<>(rates),
        List.copyOf(losses));
  }

  /// The playground, to look at.
  public Playground playground() {
    return playground;
  }

  /// The losses of epochs so far, the last one among them.
  public List<Losses> losses() {
    List<Losses> all = new ArrayList<>(losses);
    if (all.getLast().epoch() != playground.epochs()) {
      all.add(now());
    }
    return all;
  }

  /// The losses after the last epoch.
  public Losses last() {
    Losses kept = losses.getLast();
    return kept.epoch() == playground.epochs() ? kept : now();
  }

  private Losses now() {
    Losses now = new Losses(playground.epochs(), playground.trainLoss(), playground.testLoss());
    if (best != null && now.judged() < best.judged()) {
      best = now;
    }
    return now;
  }

  /// The losses of the best epoch that was looked at, by [Losses#judged]; the first of equals.
  public Losses best() {
    return best;
  }

  private static Losses bestOf(List<Losses> all) {
    Losses best = all.getFirst();
    for (Losses one : all) {
      best = one.judged() < best.judged() ? one : best;
    }
    return best;
  }

  /// Trains one epoch.
  public void epoch() {
    playground.epoch();
    int epoch = playground.epochs();
    if (epoch % everyLoss == 0) {
      losses.add(now());
      if (losses.size() > MOST_LOSSES) {
        everyLoss *= 2;
        losses.removeIf(l -> l.epoch() % everyLoss != 0);
      }
    }
    if (epoch % every == 0) {
      kept.put(epoch, playground.parameters());
      if (kept.size() > mostKept) {
        every *= 2;
        kept.keySet().removeIf(e -> e % every != 0);
      }
    }
  }

  /// Goes back, or on, to the state after an epoch. What came after it is forgotten.
  ///
  /// @throws IllegalArgumentException if that epoch was not trained
  public void rewind(int epoch) {
    int last = playground.epochs();
    if (epoch < 0 || epoch > last) {
      throw new IllegalArgumentException(
          "playground: expected an epoch from 0 to " + last + ", found " + epoch + ".");
    }
    Map.Entry<Integer, Parameters> start =
        Optional.ofNullable(kept.floorEntry(epoch))
            .filter(e -> e.getKey() > hands.floorKey(epoch))
            .orElse(hands.floorEntry(epoch));
    playground.take(start.getValue(), start.getKey());
    while (playground.epochs() < epoch) {
      playground.rate(rates.floorEntry(playground.epochs()).getValue());
      playground.epoch();
    }
    kept.tailMap(epoch, false).clear();
    hands.tailMap(epoch, false).clear();
    rates.tailMap(epoch, false).clear();
    losses.removeIf(l -> l.epoch() > epoch);
    best = best.epoch() > epoch ? bestOf(losses) : best;
    playground.rate(rates.floorEntry(epoch).getValue());
  }

  /// Changes the learning rate from now on.
  public void rate(double rate) {
    playground.rate(rate);
    rates.put(playground.epochs(), rate);
  }

  /// Sets the bias of a node, or the weight of the edge to it from a node of the layer before.
  ///
  /// @param layer 1 is the first hidden one, or the output if there is none
  /// @param from a node of the layer before; none for the bias
  /// @throws IllegalArgumentException if there is no such node, or the value is no number
  public void set(int layer, int node, Optional<Integer> from, double value) {
    Parameters parameters = playground.parameters();
    boolean exists =
        layer >= 1
            && layer < parameters.biases().length
            && node >= 0
            && node < parameters.biases()[layer].length
            && from.map(f -> f >= 0 && f < parameters.biases()[layer - 1].length).orElse(true);
    if (!exists || !(Math.abs(value) <= 1e6)) {
      throw new IllegalArgumentException(
          "playground: expected a node of the network and a value from −1000000 to 1000000.");
    }
    if (hands.size() >= MOST_HANDS && !hands.containsKey(playground.epochs())) {
      throw new IllegalArgumentException(
          "playground: "
              + MOST_HANDS
              + " epochs with changes by hand are the most. Fix: start again from the same"
              + " weights.");
    }
    if (from.isPresent()) {
      parameters.weights()[layer][node][from.get()] = value;
      parameters.dead()[layer][node][from.get()] = false;
    } else {
      parameters.biases()[layer][node] = value;
    }
    int epoch = playground.epochs();
    playground.take(parameters, epoch);
    kept.remove(epoch);
    hands.put(epoch, parameters.copy());
    losses.removeIf(l -> l.epoch() == epoch);
    losses.add(now());
    best = bestOf(losses);
  }
}
