package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Map;

/// The gated recurrent unit (Cho et al. 2014, arXiv:1406.1078): r = σ(W_r·x + U_r·h), z = σ(W_z·x +
/// U_z·h), n = tanh(W_n·x + r·(U_n·h)), h′ = (1 − z)·n + z·h, each product with its biases.
///
/// Shapes: x `[N, T, in]`, y `[N, T, directions·hidden]`, weight_ih `[3·hidden, in]`, weight_hh
/// `[3·hidden, hidden]`, biases `[3·hidden]` in the order r, z, n. All start uniform in ±1/√hidden.
///
/// @param weights `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0` and so on for each
///   layer; those of the backward direction end in `_reverse`
/// @param config sizes, layers and directions
public record GRU(@Name("") Map<String, Variable> weights, RecurrentConfig config)
    implements Recurrent<Recurrent.Hidden> {
  /// Copies the weights' table, and refuses a projection.
  public GRU {
    RecurrentStack.refuseProjection("GRU", config);
    weights = RecurrentStack.ordered(weights);
  }

  /// One layer that reads forwards.
  public static GRU of(int in, int hidden, Rng rng) {
    return of(RecurrentConfig.of(in, hidden), rng);
  }

  /// A layer of the given form.
  public static GRU of(RecurrentConfig config, Rng rng) {
    return new GRU(RecurrentStack.start(config, 3, rng), config);
  }

  @Override
  public Hidden zeroState(int batch) {
    return new Hidden(RecurrentStack.zeros(config, weights, batch, config.hidden()));
  }

  @Override
  public Output<Hidden> sequence(Tensor x, Hidden state) {
    return output(RecurrentStack.sequence(this, config, weights, GRU::next, x, state.hidden()));
  }

  @Override
  public Output<Hidden> step(Tensor x, Hidden state) {
    return output(RecurrentStack.step(this, config, weights, GRU::next, x, state.hidden()));
  }

  private static Output<Hidden> output(RecurrentStack.Result result) {
    return new Output<>(result.output(), new Hidden(result.state()[0]));
  }

  private static Tensor[] next(Tensor input, Tensor recurrent, Tensor... state) {
    var x = input.chunk(-1, 3);
    var h = recurrent.chunk(-1, 3);
    Tensor reset = x.get(0).add(h.get(0)).sigmoid();
    Tensor keep = x.get(1).add(h.get(1)).sigmoid();
    Tensor proposal = x.get(2).add(reset.mul(h.get(2))).tanh();
    return new Tensor[] {proposal.add(keep.mul(state[0].sub(proposal)))};
  }

  @Override
  public String toString() {
    return RecurrentStack.describe("GRU", config);
  }
}
