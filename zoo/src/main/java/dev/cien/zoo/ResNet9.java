package dev.cien.zoo;

import dev.cien.nn.AdaptiveMaxPool;
import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Flatten;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.MaxPool;
import dev.cien.nn.Residual;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.List;

/// A residual network that is wide rather than deep, made to learn small pictures in few epochs:
/// eight convolutions, two of its four steps with a residual around two more.
///
/// ```
/// x      [batch, colours, s, s]
/// prep   convolution                       [batch, w, s, s]
/// step1  convolution, pool, + residual     [batch, 2w, s/2, s/2]
/// step2  convolution, pool                 [batch, 4w, s/4, s/4]
/// step3  convolution, pool, + residual     [batch, 8w, s/8, s/8]
/// max    the largest value of each map     [batch, 8w]
/// out    logits · 1/8                      [batch, classes]
/// ```
///
/// Each convolution is 3 × 3 with batch normalisation and relu; pools keep the largest of 2 × 2.
/// The residual is x + conv(conv(x)). Small logits keep the first answers modest, which lets the
/// rate start high.
///
/// D. Page: How to train your ResNet, 2018; the residuals are those of K. He et al., 2015,
/// [arXiv:1512.03385](https://arxiv.org/abs/1512.03385).
///
/// @param prep from the picture to w maps
/// @param step1 to 2w maps
/// @param residual1 around two convolutions of 2w maps
/// @param step2 to 4w maps
/// @param step3 to 8w maps
/// @param residual3 around two convolutions of 8w maps
/// @param out from the largest values of the maps to logits, without bias
public record ResNet9(
    Unit prep,
    Unit step1,
    Residual residual1,
    Unit step2,
    Unit step3,
    Residual residual3,
    Linear out)
    implements Staged {
  private static final int KERNEL = 3;
  private static final double SCALE = 0.125;

  /// relu(norm(conv(x))).
  ///
  /// @param conv the convolution, which keeps the size
  /// @param norm its norm
  public record Unit(Conv2d conv, BatchNorm norm) implements Layer {
    static Unit of(int in, int out, Rng rng) {
      return new Unit(
          Conv2d.of(in, out, KERNEL, Window.padding(1), rng).withoutBias(), BatchNorm.of(out));
    }

    @Override
    public Tensor forward(Tensor x) {
      return norm.forward(conv.forward(x)).relu();
    }

    @Override
    public String toString() {
      return "Unit(in="
          + conv.weight().shape().dim(1)
          + ", out="
          + conv.weight().shape().dim(0)
          + ", kernel="
          + KERNEL
          + ")";
    }
  }

  /// Two units, one on the result of the other.
  ///
  /// @param first the first
  /// @param second the second
  public record Pair(Unit first, Unit second) implements Layer {
    static Pair of(int width, Rng rng) {
      return new Pair(Unit.of(width, width, rng), Unit.of(width, width, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return second.forward(first.forward(x));
    }
  }

  /// A network with `width` maps at first and eight times as many in the end; the published one has
  /// 64.
  public static ResNet9 of(int colours, int classes, int width, Rng rng) {
    return new ResNet9(
        Unit.of(colours, width, rng),
        Unit.of(width, 2 * width, rng),
        Residual.of(Pair.of(2 * width, rng)),
        Unit.of(2 * width, 4 * width, rng),
        Unit.of(4 * width, 8 * width, rng),
        Residual.of(Pair.of(8 * width, rng)),
        Linear.of(8 * width, classes, rng).withoutBias());
  }

  @Override
  public List<Stage> stages() {
    MaxPool pool = MaxPool.of2d(2);
    return List.of(
        Staged.stage("prep.conv", prep.conv()),
        Staged.stage("prep.norm", prep.norm()),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("step1", step1),
        Staged.stage("pool", pool),
        Staged.stage("residual1", residual1),
        Staged.stage("step2", step2),
        Staged.stage("pool", pool),
        Staged.stage("step3", step3),
        Staged.stage("pool", pool),
        Staged.stage("residual3", residual3),
        Staged.stage("max", AdaptiveMaxPool.of(1, 1)),
        Staged.stage("flatten", Flatten.of()),
        Staged.stage("out", out),
        Staged.stage("scale", x -> x.mul(SCALE)));
  }
}
