package dev.cien.zoo;

import dev.cien.nn.AvgPool;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;

/// Where a gas is some time later: a network that sees how much gas each cell of a box holds and
/// which cells are wall, and jumps over many small steps of the diffusion equation at once.
///
/// ```
/// x        [batch, 2, s, s], s a multiple of 4: gas c, and 1 where a cell is free
/// ∇c       [batch, 2, s, s]: c − c of the next cell, right and below, at faces between free cells
/// walls    of the free cells: w maps at full, half and quarter size, convolutions with relu
/// a layer  conv(h) ⊙ gate(walls), without bias, gates from 0 to 2
/// h₀       two layers of ∇c               [batch, w, s, s]
/// h₁       pool, two layers               [batch, 2w, s/2, s/2]
/// h₂       pool, two layers               [batch, 4w, s/4, s/4]
/// F        the same layers transposed, from h₂ up to h₁, their sum up to h₀, their sum up
/// fluxes   c′ = c − div F, of open faces
/// changes  c′ = c + conv(F) in free cells
/// c′       [batch, 1, s, s]
/// ```
///
/// With N for the way down, F = NᵀN∇c: a law like Fick's, F = D∇c, in which the flux at a face
/// follows from the differences around it and the walls. It has by construction what the equation
/// has, whatever the weights are:
///
/// * Fluxes move gas and cannot make any. What leaves a cell enters its neighbour, so that the gas
///   of each room stays what it was. A change that each cell makes by itself has no such law.
/// * It is linear in the gas: two clouds move as each would alone, and what was learnt from some
///   shapes holds for others. Only the gates, which see the walls, are not linear.
/// * c′ = (1 − ∇ᵀNᵀN∇)c is symmetric and lets no pattern grow by keeping its sign; gas that lies
///   evenly in a room stays.
///
/// The form is a U-Net's (O. Ronneberger et al., 2015) with its way up tied to its way down. Laws
/// kept by construction: T. Beucler et al.: Enforcing analytic constraints in neural networks
/// emulating physical systems, 2021, [arXiv:1909.00912](https://arxiv.org/abs/1909.00912).
///
/// @param wall0 from the free cells, at full size
/// @param wall1 at half the size
/// @param wall2 at a quarter of the size
/// @param level0 of the differences, at full size
/// @param level1 at half the size
/// @param level2 at a quarter of the size
/// @param change from fluxes to changes; without it the fluxes are what moves
public record GasNet(
    Walls wall0,
    Walls wall1,
    Walls wall2,
    Pair level0,
    Pair level1,
    Pair level2,
    Optional<Conv2d> change)
    implements Layer {
  private static final int KERNEL = 3;
  private static final double START = 0.5;
  private static final int DOWN = 2;
  private static final int RIGHT = 3;
  private static final Window AROUND = Window.padding(1);

  /// relu(conv(relu(conv(x)))): what lies around each place.
  ///
  /// @param conv1 the first convolution
  /// @param conv2 the second
  public record Walls(Conv2d conv1, Conv2d conv2) implements Layer {
    static Walls of(int in, int out, Rng rng) {
      return new Walls(
          Conv2d.of(in, out, KERNEL, AROUND, rng), Conv2d.of(out, out, KERNEL, AROUND, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return conv2.forward(conv1.forward(x).relu()).relu();
    }
  }

  /// Two layers: conv(h) ⊙ 2σ(gate(walls)).
  ///
  /// @param conv1 of the gas, without bias
  /// @param gate1 of the walls
  /// @param conv2 of the gas, without bias
  /// @param gate2 of the walls
  public record Pair(Conv2d conv1, Conv2d gate1, Conv2d conv2, Conv2d gate2) {
    static Pair of(int in, int out, int walls, Rng rng) {
      Conv2d conv2 = linear(out, out, rng);
      // Small, since a layer counts twice, on the way down and up; not 0, which would stay 0.
      conv2.weight().assign(conv2.weight().value().mul(START));
      return new Pair(
          linear(in, out, rng),
          Conv2d.of(walls, out, 1, rng),
          conv2,
          Conv2d.of(walls, out, 1, rng));
    }

    Tensor forward(Tensor h, Tensor walls) {
      return conv2.forward(conv1.forward(h).mul(open(gate1, walls))).mul(open(gate2, walls));
    }

    /// The transpose of [#forward].
    Tensor back(Tensor y, Tensor walls) {
      return back(conv1, back(conv2, y.mul(open(gate2, walls))).mul(open(gate1, walls)));
    }

    private static Tensor back(Conv2d conv, Tensor y) {
      return y.convTranspose(conv.weight().value(), conv.window(), 0);
    }

    private static Tensor open(Conv2d gate, Tensor walls) {
      return gate.forward(walls).sigmoid().mul(2);
    }
  }

  /// A network that says fluxes.
  ///
  /// @param width w, maps at full size
  public static GasNet fluxes(int width, Rng rng) {
    return of(width, Optional.empty(), rng);
  }

  /// A network that says changes. It starts with those that its fluxes make, −div, and is free to
  /// leave them.
  ///
  /// @param width w, maps at full size
  public static GasNet changes(int width, Rng rng) {
    // What leaves to the right and below; what enters from the left and from above.
    float[] out = {0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0};
    Variable weight = Variable.of("weight", Tensor.of(out, 1, 2, KERNEL, KERNEL));
    Conv2d change = new Conv2d(weight, Optional.empty(), AROUND);
    return of(width, Optional.of(change), rng);
  }

  private static GasNet of(int width, Optional<Conv2d> change, Rng rng) {
    return new GasNet(
        Walls.of(1, width, rng),
        Walls.of(width, width, rng),
        Walls.of(width, width, rng),
        Pair.of(2, width, width, rng),
        Pair.of(width, 2 * width, width, rng),
        Pair.of(2 * width, 4 * width, width, rng),
        change);
  }

  /// Of variance 2 / (in + out) a weight: what passes neither drowns nor swells.
  private static Conv2d linear(int in, int out, Rng rng) {
    Conv2d conv = Conv2d.of(in, out, KERNEL, AROUND, rng).withoutBias();
    conv.weight().assign(Init.xavierUniform(rng, conv.weight().shape().dims()));
    return conv;
  }

  /// The gas after one jump.
  @Override
  public Tensor forward(Tensor x) {
    Tensor gas = x.slice(1, 0, 1);
    Tensor free = x.slice(1, 1, 2);
    Tensor open = Tensor.concat(1, free.mul(next(free, RIGHT)), free.mul(next(free, DOWN)));
    Tensor drops = Tensor.concat(1, gas.sub(next(gas, RIGHT)), gas.sub(next(gas, DOWN))).mul(open);
    Tensor flux = flux(drops, free).mul(open);
    return change
        .map(conv -> gas.add(conv.forward(flux).mul(free)))
        .orElseGet(
            () ->
                gas.sub(outflow(flux.slice(1, 0, 1), RIGHT))
                    .sub(outflow(flux.slice(1, 1, 2), DOWN)));
  }

  private Tensor flux(Tensor drops, Tensor free) {
    AvgPool pool = AvgPool.of2d(2);
    Tensor full = wall0.forward(free);
    Tensor half = wall1.forward(pool.forward(full));
    Tensor quarter = wall2.forward(pool.forward(half));
    Tensor h0 = level0.forward(drops, full);
    Tensor h1 = level1.forward(pool.forward(h0), half);
    Tensor h2 = level2.forward(pool.forward(h1), quarter);
    h1 = h1.add(enlarged(level2.back(h2, quarter)));
    return level0.back(h0.add(enlarged(level1.back(h1, half))), full);
  }

  /// The transpose of the pooling: a quarter for each of 2 × 2.
  private static Tensor enlarged(Tensor x) {
    int[] dims = x.shape().dims();
    return x.mul(0.25)
        .reshape(dims[0], dims[1], dims[2], 1, dims[3], 1)
        .expand(dims[0], dims[1], dims[2], 2, dims[3], 2)
        .reshape(dims[0], dims[1], 2 * dims[2], 2 * dims[3]);
  }

  private static Tensor next(Tensor x, int axis) {
    return x.slice(axis, 1, x.shape().dim(axis)).pad(axis, 0, 1, 0);
  }

  /// What leaves each cell to the next, less what enters from the one before.
  private static Tensor outflow(Tensor flux, int axis) {
    return flux.sub(flux.slice(axis, 0, flux.shape().dim(axis) - 1).pad(axis, 1, 0, 0));
  }
}
