package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Map;

/// The simple recurrent network: hₜ = tanh(W·xₜ + b + U·hₜ₋₁ + c) (Elman 1990).
///
/// Shapes: x `[N, T, in]`, y `[N, T, directions·hidden]`, weight_ih `[hidden, in]`, weight_hh
/// `[hidden, hidden]`, biases `[hidden]`. All start uniform in ±1/√hidden.
///
/// @param weights `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0` and so on for each
///   layer; those of the backward direction end in `_reverse`
/// @param config sizes, layers and directions
/// @param relu whether ReLU stands in the place of tanh, by default false
public record RNN(@Name("") Map<String, Variable> weights, RecurrentConfig config, boolean relu)
    implements Recurrent<Recurrent.Hidden> {
  /// Copies the weights' table, and refuses a projection.
  public RNN {
    RecurrentStack.refuseProjection("RNN", config);
    weights = RecurrentStack.ordered(weights);
  }

  /// One layer that reads forwards.
  public static RNN of(int in, int hidden, Rng rng) {
    return of(RecurrentConfig.of(in, hidden), rng);
  }

  /// A layer of the given form.
  public static RNN of(RecurrentConfig config, Rng rng) {
    return new RNN(RecurrentStack.start(config, 1, rng), config, false);
  }

  /// This layer with ReLU in the place of tanh, or back.
  public RNN withRelu(boolean value) {
    return new RNN(weights, config, value);
  }

  @Override
  public Hidden zeroState(int batch) {
    return new Hidden(RecurrentStack.zeros(config, weights, batch, config.hidden()));
  }

  @Override
  public Output<Hidden> sequence(Tensor x, Hidden state) {
    return output(RecurrentStack.sequence(this, config, weights, this::next, x, state.hidden()));
  }

  @Override
  public Output<Hidden> step(Tensor x, Hidden state) {
    return output(RecurrentStack.step(this, config, weights, this::next, x, state.hidden()));
  }

  private static Output<Hidden> output(RecurrentStack.Result result) {
    return new Output<>(result.output(), new Hidden(result.state()[0]));
  }

  private Tensor[] next(Tensor input, Tensor recurrent, Tensor... state) {
    Tensor sum = input.add(recurrent);
    return new Tensor[] {relu ? sum.relu() : sum.tanh()};
  }

  @Override
  public String toString() {
    return RecurrentStack.describe("RNN", config);
  }
}
