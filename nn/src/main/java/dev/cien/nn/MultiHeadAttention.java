package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.List;
import java.util.Optional;

/// [Attention] in several heads, each on its own projection of queries, keys and values (Vaswani et
/// al. 2017, arXiv:1706.03762).
///
/// Shapes: query and result `[N, T, width]`, key `[N, S, keyWidth]`, value `[N, S, valueWidth]`;
/// the projections start Glorot-uniform, all biases at 0, the output weight uniform in ±1/√width.
///
/// @param inProj the projections of queries, keys and values to `width`
/// @param inProjBias their biases `[3·width]`, if there are any
/// @param outProj the projection of the joined heads
/// @param heads how many heads
/// @param dropout the probability of dropping an attention weight in training, by default 0
public record MultiHeadAttention(
    @Name("") InProj inProj,
    Optional<Variable> inProjBias,
    Linear outProj,
    int heads,
    double dropout)
    implements Layer {

  /// The weights that make queries, keys and values.
  public sealed interface InProj {
    /// Of equal widths, in one matrix.
    ///
    /// @param inProjWeight the three weights, one above the other, `[3·width, width]`
    record Joint(Variable inProjWeight) implements InProj {}

    /// Of different widths.
    ///
    /// @param qProjWeight `[width, width]`
    /// @param kProjWeight `[width, keyWidth]`
    /// @param vProjWeight `[width, valueWidth]`
    record Apart(Variable qProjWeight, Variable kProjWeight, Variable vProjWeight)
        implements InProj {}
  }

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
              + ". Fix: a width that is a multiple of the heads.");
    }
  }

  /// `heads` heads over `width` features.
  public static MultiHeadAttention of(int width, int heads, Rng rng) {
    return of(width, heads, width, width, rng);
  }

  /// `heads` heads over `width` features, with keys and values of widths of their own (PyTorch's
  /// `kdim` and `vdim`).
  public static MultiHeadAttention of(int width, int heads, int keyWidth, int valueWidth, Rng rng) {
    Linear out = Linear.of(width, width, rng);
    InProj in =
        keyWidth == width && valueWidth == width
            ? new InProj.Joint(start("in_proj_weight", rng, 3 * width, width))
            : new InProj.Apart(
                start("q_proj_weight", rng, width, width),
                start("k_proj_weight", rng, width, keyWidth),
                start("v_proj_weight", rng, width, valueWidth));
    return new MultiHeadAttention(
        in,
        Optional.of(Variable.of("in_proj_bias", Tensor.zeros(3 * width))),
        new Linear(out.weight(), Optional.of(Variable.of("bias", Tensor.zeros(width)))),
        heads,
        0);
  }

  private static Variable start(String name, Rng rng, int rows, int columns) {
    Checks.positive("MultiHeadAttention", "a width", columns);
    return Variable.of(name, Init.xavierUniform(rng, rows, columns));
  }

  /// This layer with dropout on the attention weights.
  public MultiHeadAttention withDropout(double value) {
    return new MultiHeadAttention(inProj, inProjBias, outProj, heads, value);
  }

  /// This layer without biases, neither of the projections nor of the result.
  public MultiHeadAttention withoutBias() {
    return new MultiHeadAttention(inProj, Optional.empty(), outProj.withoutBias(), heads, dropout);
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

  /// Attention of `query` over `key` and `value`, where `mask` is true. The mask is `[T, S]`, or
  /// broadcasts to `[N, heads, T, S]`; [Attention#padding] makes one of the keys that are no
  /// padding.
  public Attention.Attended attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask) {
    mask.ifPresent(this::check);
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

  /// Aligned at the last axis, a mask of three axes would count its samples as heads.
  private void check(Tensor mask) {
    if (mask.shape().rank() == 3) {
      throw new ShapeException(
          this
              + ": expected a mask [T, S] or [N, heads, T, S], found "
              + mask.shape()
              + ". Usual cause: a mask for each sample; fix: unsqueeze(1), the same for all"
              + " heads.");
    }
  }

  private Tensor project(Tensor x, int part) {
    int from = part * width();
    int to = from + width();
    Variable parameter =
        switch (inProj) {
          case InProj.Joint(Variable all) -> all;
          case InProj.Apart(Variable q, Variable k, Variable v) -> List.of(q, k, v).get(part);
        };
    Checks.features(this, parameter, parameter.shape().dim(1), x);
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          this
              + ": expected [N, T, "
              + parameter.shape().dim(1)
              + "], found "
              + x.shape()
              + ". Fix: unsqueeze(0) for a single sample.");
    }
    Tensor all = parameter.value();
    Tensor weight = inProj instanceof InProj.Joint ? all.slice(0, from, to) : all;
    Tensor projected = x.matmul(weight.t());
    return inProjBias.map(b -> projected.add(b.value().slice(0, from, to))).orElse(projected);
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
        + (inProjBias.isPresent() ? "" : ", bias=false")
        + ")";
  }
}
