package dev.cien.train;

import dev.cien.optim.Optimizer;
import dev.cien.optim.Plateau;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The optimizers of a run by name: one for most, two for a GAN. The first is the main one, which
/// lowers the cost; each other lowers the measure of its name.
final class Optimizers {
  private static final String MAIN = "optimizer";

  private final Map<String, Optimizer> byName = new LinkedHashMap<>();

  Optimizers(Optimizer main) {
    byName.put(MAIN, main);
  }

  Optimizer main() {
    return byName.get(MAIN);
  }

  /// Adds one, whose name becomes that of a file.
  void add(String name, Optimizer optimizer) {
    if (!name.matches("[a-z0-9_-]+") || byName.containsKey(name)) {
      throw new IllegalArgumentException(
          "trainer: expected a new name of lower-case letters, digits, - and _ for an optimizer,"
              + " found "
              + name
              + " beside "
              + byName.keySet()
              + ".");
    }
    Set<Variable> moved = Collections.newSetFromMap(new IdentityHashMap<>());
    moved.addAll(parameters());
    for (Variable parameter : optimizer.parameters()) {
      if (moved.contains(parameter)) {
        throw new IllegalArgumentException(
            "trainer: parameter "
                + parameter
                + " would be moved by two optimizers, the second of them "
                + name
                + ". Usual cause: an optimizer of the whole model beside one of a part; fix: give"
                + " each the parameters of its own part.");
      }
    }
    byName.put(name, optimizer);
  }

  /// What all of them move.
  List<Variable> parameters() {
    return byName.values().stream().flatMap(each -> each.parameters().stream()).toList();
  }

  /// The schedules that listen, each once.
  List<Plateau> plateaus() {
    return byName.values().stream()
        .flatMap(each -> each.schedules().stream())
        .flatMap(schedule -> schedule.listener().stream())
        .distinct()
        .toList();
  }

  void accumulate() {
    byName.values().forEach(Optimizer::accumulate);
  }

  /// Records one update of each.
  void update(TrainStep step, TrainStep.Outcome outcome) {
    byName.forEach((name, each) -> step.update(each, cost(name, outcome)));
  }

  /// Records the gathering of the gradients of each.
  void gather(TrainStep.Outcome outcome) {
    byName.forEach((name, each) -> each.gather(cost(name, outcome).gradients(each.parameters())));
  }

  private static Tensor cost(String name, TrainStep.Outcome outcome) {
    Tensor cost = name.equals(MAIN) ? outcome.cost() : outcome.measures().get(name);
    if (cost == null) {
      throw new TrainException(
          "train: expected a measure "
              + name
              + " in the outcome of the step, what the optimizer of that name lowers, found "
              + outcome.measures().keySet()
              + ". Fix: new Outcome(cost, Map.of(\""
              + name
              + "\", itsCost)).");
    }
    return cost;
  }

  /// What they remember, for checkpoints.
  List<State.Part> parts() {
    List<State.Part> parts = new ArrayList<>();
    byName.forEach(
        (name, each) ->
            parts.add(
                new State.Part(
                    name.equals(MAIN) ? MAIN : MAIN + "." + name, each::state, each::restore)));
    return parts;
  }
}
