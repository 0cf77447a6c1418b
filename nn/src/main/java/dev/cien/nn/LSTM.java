package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Map;

/// Long short-term memory (Hochreiter & Schmidhuber 1997; Gers et al. 2000): with the gates i, f, o
/// = σ(W·x + U·h) and the proposal g = tanh(W·x + U·h), each with its biases, c′ = f·c + i·g and h′
/// = o·tanh(c′).
///
/// Shapes: x `[N, T, in]`, y `[N, T, directions·hidden]`, weight_ih `[4·hidden, in]`, weight_hh
/// `[4·hidden, hidden]`, biases `[4·hidden]` in the order i, f, g, o. All start uniform in
/// ±1/√hidden.
///
/// With a projection h′ = R·(o·tanh(c′)) (Sak et al. 2014, arXiv:1402.1128): y and h have
/// `projection` features in the place of `hidden`, weight_hr is `[projection, hidden]`.
///
/// @param weights `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, `weight_hr_l0` (the
///   projection) and so on for each layer; those of the backward direction end in `_reverse`
/// @param config sizes, layers and directions
public record LSTM(@Name("") Map<String, Variable> weights, RecurrentConfig config)
    implements Recurrent<LSTM.State> {
  /// What is carried from step to step.
  ///
  /// @param hidden the latest result of each layer and direction, `[layers·directions, N, hidden]`,
  ///   with a projection `[layers·directions, N, projection]`
  /// @param cell the memory behind it, `[layers·directions, N, hidden]`
  public record State(Tensor hidden, Tensor cell) {}

  /// Copies the weights' table.
  public LSTM {
    weights = RecurrentStack.ordered(weights);
  }

  /// One layer that reads forwards.
  public static LSTM of(int in, int hidden, Rng rng) {
    return of(RecurrentConfig.of(in, hidden), rng);
  }

  /// A layer of the given form.
  public static LSTM of(RecurrentConfig config, Rng rng) {
    return new LSTM(RecurrentStack.start(config, 4, rng), config);
  }

  @Override
  public State zeroState(int batch) {
    return new State(
        RecurrentStack.zeros(config, weights, batch, config.out()),
        RecurrentStack.zeros(config, weights, batch, config.hidden()));
  }

  @Override
  public Output<State> sequence(Tensor x, State state) {
    return output(
        RecurrentStack.sequence(
            this, config, weights, LSTM::next, x, state.hidden(), state.cell()));
  }

  @Override
  public Output<State> step(Tensor x, State state) {
    return output(
        RecurrentStack.step(this, config, weights, LSTM::next, x, state.hidden(), state.cell()));
  }

  private static Output<State> output(RecurrentStack.Result result) {
    return new Output<>(result.output(), new State(result.state()[0], result.state()[1]));
  }

  private static Tensor[] next(Tensor input, Tensor recurrent, Tensor... state) {
    var gates = input.add(recurrent).chunk(-1, 4);
    Tensor proposal = gates.get(2).tanh();
    Tensor cell = gates.get(1).sigmoid().mul(state[1]).add(gates.get(0).sigmoid().mul(proposal));
    return new Tensor[] {gates.get(3).sigmoid().mul(cell.tanh()), cell};
  }

  @Override
  public String toString() {
    return RecurrentStack.describe("LSTM", config);
  }
}
