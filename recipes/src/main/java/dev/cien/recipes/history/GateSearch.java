package dev.cien.recipes.history;

import dev.cien.optim.Optimizer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.ThresholdCircuits;
import java.util.Map;

/// Learning as it was before anybody knew a rule: try every circuit, keep for each function the
/// first that gets most rows of its truth table right. Nothing here has a gradient.
final class GateSearch implements TrainStep {
  private final ThresholdCircuits circuits;
  private final Tensor truth;
  private Tensor weights;
  private Tensor right;

  /// @param truth what each function answers to the rows of [Functions#ROWS], `[functions, 4]`
  GateSearch(ThresholdCircuits circuits, Tensor truth) {
    this.circuits = circuits;
    this.truth = truth;
  }

  @Override
  public Outcome forward(Tensor candidates, Tensor numbers) {
    Tensor said = ThresholdCircuits.answers(candidates, Functions.ROWS);
    Tensor agree = said.matmul(truth.t()).add(said.neg().add(1).matmul(truth.neg().add(1).t()));
    Tensor best = agree.max(0);
    Tensor better = best.gt(circuits.right().value());
    right = Tensor.where(better, best, circuits.right().value());
    weights =
        Tensor.where(
            better.unsqueeze(1),
            candidates.indexSelect(0, agree.argMax(0)),
            circuits.weights().value());
    int rows = Functions.ROWS.shape().dim(0);
    Tensor gates = right.ge(rows).cast(DType.FLOAT32).sum();
    return new Outcome(right.mean().div(rows).neg().add(1), Map.of("gates", gates));
  }

  @Override
  public void update(Optimizer optimizer, Tensor cost) {
    circuits.weights().assign(weights);
    circuits.right().assign(right);
  }
}
