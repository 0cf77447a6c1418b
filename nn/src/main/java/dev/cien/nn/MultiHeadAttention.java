package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// [Attention] in several heads, each on its own projection of queries, keys and values (Vaswani et
/// al. 2017, arXiv:1706.03762).
///
/// Shapes: query and result `[N, T, width]`, key and value `[N, S, width]`, in_proj_weight
/// `[3·width, width]` (queries, keys, values), in_proj_bias `[3·width]`. The projections start
/// Glorot-uniform, all biases at 0, the output weight uniform in ±1/√width.
///
/// @param inProjWeight the three input projections, one above the other
/// @param inProjBias their biases
/// @param outProj the projection of the joined heads
/// @param heads how many heads
/// @param dropout the probability of dropping an attention weight in training, by default 0
public record MultiHeadAttention(
    Variable inProjWeight, Variable inProjBias, Linear outProj, int heads, double dropout)
    implements Layer {
  /// Checks that the heads divide the width.
  public MultiHeadAttention {
    int width = outProj.in();
    Checks.fraction("MultiHeadAttention", "a dropout", dropout);
    if (heads < 1 || width % heads != 0) {
      throw new TensorException(
          "MultiHeadAttention: expected heads that divide the width, found "
              + heads
              + " heads of width "
              + width
              + ".");
    }
  }

  /// `heads` heads over `width` features.
  public static MultiHeadAttention of(int width, int heads, Rng rng) {
    Linear out = Linear.of(width, width, rng);
    return new MultiHeadAttention(
        Variable.of("in_proj_weight", Init.xavierUniform(rng, 3 * width, width)),
        Variable.of("in_proj_bias", Tensor.zeros(3 * width)),
        new Linear(out.weight(), Optional.of(Variable.of("bias", Tensor.zeros(width)))),
        heads,
        0);
  }

  /// This layer with dropout on the attention weights.
  public MultiHeadAttention withDropout(double value) {
    return new MultiHeadAttention(inProjWeight, inProjBias, outProj, heads, value);
  }

  /// How many features it takes and gives.
  public int width() {
    return outProj.in();
  }

  /// Self-attention without a mask.
  @Override
  public Tensor forward(Tensor x) {
    return attend(x, x, x, Optional.empty()).output();
  }

  /// Self-attention in which position t sees positions up to t.
  public Tensor forwardCausal(Tensor x) {
    return attend(x, x, x, Optional.of(Attention.causal(x.shape().dim(1)))).output();
  }

  /// Attention of `query` over `key` and `value`, where `mask` (broadcast to `[N, heads, T, S]`) is
  /// true.
  public Attention.Attended attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask) {
    Attention.Attended attended =
        Attention.attend(
            split(project(query, 0)),
            split(project(key, 1)),
            split(project(value, 2)),
            mask,
            dropout);
    int n = query.shape().dim(0);
    Tensor joined = attended.output().transpose(1, 2).reshape(n, query.shape().dim(1), width());
    return new Attention.Attended(outProj.forward(joined), attended.weights());
  }

  private Tensor project(Tensor x, int part) {
    Checks.features(this, inProjWeight, width(), x);
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          this
              + ": expected [N, T, "
              + width()
              + "], found "
              + x.shape()
              + ". Fix: unsqueeze(0) for a single sample.");
    }
    Tensor weight = inProjWeight.value().slice(0, part * width(), (part + 1) * width());
    Tensor bias = inProjBias.value().slice(0, part * width(), (part + 1) * width());
    return x.matmul(weight.t()).add(bias);
  }

  private Tensor split(Tensor x) {
    return x.reshape(x.shape().dim(0), x.shape().dim(1), heads, width() / heads).transpose(1, 2);
  }

  @Override
  public String toString() {
    return "MultiHeadAttention(width="
        + width()
        + ", heads="
        + heads
        + (dropout > 0 ? ", dropout=" + dropout : "")
        + ")";
  }
}
