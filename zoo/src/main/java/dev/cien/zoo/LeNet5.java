package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.List;

/// LeNet-5, which read cheques in the 1990s.
///
/// ```
/// x        [batch, 1, 28, 28]    padded by 2 to 32 × 32
/// c1       5 × 5                 [batch, 6, 28, 28]
/// s2       sums of 2 × 2         [batch, 6, 14, 14]
/// c3       5 × 5, by the table   [batch, 16, 10, 10]
/// s4       sums of 2 × 2         [batch, 16, 5, 5]
/// c5       all of it             [batch, 120]
/// f6                             [batch, 84]
/// out      logits                [batch, 10]
/// ```
///
/// As published: sub-sampling adds up four neighbours and gives each map a coefficient and a bias
/// of its own ([Subsampling]), where later networks take the largest; each map of c3 sees only some
/// of the six maps below ([Partial]); every stage is followed by f(z) = 1.7159 · tanh(2z/3). That
/// makes 60,000 parameters up to f6.
///
/// Not as published: the last layer is linear with softmax over it (850 parameters more), where the
/// paper measured distances to drawings of the characters.
///
/// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document
/// recognition, 1998.
///
/// @param c1 from the picture to 6 maps
/// @param s2 half the size
/// @param c3 from 6 maps to 16
/// @param s4 half the size
/// @param c5 from 16 maps of 5 × 5 to 120 features
/// @param f6 from 120 features to 84
/// @param out from features to one logit a class
public record LeNet5(
    Conv2d c1, Subsampling s2, Partial c3, Subsampling s4, Linear c5, Linear f6, Linear out)
    implements Staged {
  /// A network for ten classes.
  public static LeNet5 of(Rng rng) {
    return new LeNet5(
        Conv2d.of(1, 6, 5, Window.padding(2), rng),
        Subsampling.of(6),
        Partial.of(rng),
        Subsampling.of(16),
        Linear.of(16 * 5 * 5, 120, rng),
        Linear.of(120, 84, rng),
        Linear.of(84, 10, rng));
  }

  /// The activation f(z) = 1.7159 · tanh(2z/3): f(1) ≈ 1 and f(−1) ≈ −1, where it bends most.
  public static Tensor squash(Tensor z) {
    return z.mul(2.0 / 3).tanh().mul(1.7159);
  }

  @Override
  public List<Stage> stages() {
    return List.of(
        Staged.stage("c1", c1),
        Staged.stage("tanh", LeNet5::squash),
        Staged.stage("s2", s2),
        Staged.stage("tanh", LeNet5::squash),
        Staged.stage("c3", c3),
        Staged.stage("tanh", LeNet5::squash),
        Staged.stage("s4", s4),
        Staged.stage("tanh", LeNet5::squash),
        Staged.stage("flatten", x -> x.reshape(x.shape().dim(0), c5.in())),
        Staged.stage("c5", c5),
        Staged.stage("tanh", LeNet5::squash),
        Staged.stage("f6", f6),
        Staged.stage("tanh", LeNet5::squash),
        Staged.stage("out", out));
  }

  /// Half the size: yₖ = aₖ · (the sum of 2 × 2 neighbours in map k) + bₖ.
  ///
  /// Shapes: x `[batch, maps, H, W]`, y `[batch, maps, H/2, W/2]`.
  ///
  /// @param coefficient a, one a map; begins at ¼, which makes the sum a mean
  /// @param bias b, one a map
  public record Subsampling(Variable coefficient, Variable bias) implements Layer {
    static Subsampling of(int maps) {
      return new Subsampling(
          Variable.of("coefficient", Tensor.full(0.25, maps, 1, 1)),
          Variable.of("bias", Tensor.zeros(maps, 1, 1)));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor sums = x.avgPool(new int[] {2, 2}, Window.stride(2), true).mul(4);
      return sums.mul(coefficient.value()).add(bias.value());
    }

    @Override
    public String toString() {
      return "Subsampling(maps=" + bias.shape().size() + ")";
    }
  }

  /// A convolution in which each of 16 maps sees three, four or all of the six below, by the
  /// paper's table: fewer weights, and maps that must look at different things.
  ///
  /// Shapes: x `[batch, 6, H, W]`, weight `[60, 25]`, one kernel of 5 × 5 for each connection, bias
  /// `[16]`, y `[batch, 16, H − 4, W − 4]`.
  ///
  /// @param weight the kernels, in the order of the table
  /// @param bias one a map
  public record Partial(Variable weight, Variable bias) implements Layer {
    private static final int IN = 6;
    private static final int KERNEL = 5;

    /// For each of the 16 maps, which of the six it sees.
    private static final List<List<Integer>> SEES =
        List.of(
            List.of(0, 1, 2),
            List.of(1, 2, 3),
            List.of(2, 3, 4),
            List.of(3, 4, 5),
            List.of(0, 4, 5),
            List.of(0, 1, 5),
            List.of(0, 1, 2, 3),
            List.of(1, 2, 3, 4),
            List.of(2, 3, 4, 5),
            List.of(0, 3, 4, 5),
            List.of(0, 1, 4, 5),
            List.of(0, 1, 2, 5),
            List.of(0, 1, 3, 4),
            List.of(1, 2, 4, 5),
            List.of(0, 2, 3, 5),
            List.of(0, 1, 2, 3, 4, 5));

    static Partial of(Rng rng) {
      int kernels = SEES.stream().mapToInt(List::size).sum();
      double bound = 1 / Math.sqrt(KERNEL * KERNEL * kernels / (double) SEES.size());
      return new Partial(
          Variable.of("weight", Init.uniform(rng, bound, kernels, KERNEL * KERNEL)),
          Variable.of("bias", Init.uniform(rng, bound, SEES.size())));
    }

    /// The kernels at their places among all 16 · 6, zeros elsewhere, `[16, 6, 5, 5]`.
    public Tensor kernels() {
      int connections = weight.shape().dim(0);
      float[] places = new float[SEES.size() * IN * connections];
      int kernel = 0;
      for (int map = 0; map < SEES.size(); map++) {
        for (int seen : SEES.get(map)) {
          places[(map * IN + seen) * connections + kernel++] = 1;
        }
      }
      return Tensor.of(places, SEES.size() * IN, connections)
          .matmul(weight.value())
          .reshape(SEES.size(), IN, KERNEL, KERNEL);
    }

    @Override
    public Tensor forward(Tensor x) {
      return x.conv(kernels(), Window.of()).add(bias.value().reshape(SEES.size(), 1, 1));
    }

    @Override
    public String toString() {
      return "Partial(in=6, out=16, kernel=5, connections=" + weight.shape().dim(0) + ")";
    }
  }
}
