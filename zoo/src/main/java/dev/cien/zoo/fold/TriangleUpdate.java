package dev.cien.zoo.fold;

import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// What the pair (i, j) learns from the other two sides of its triangles: if i is near k and k near
/// j, then i is not far from j.
///
/// ```
/// x    = norm(z)                              [N, L, L, c]
/// a, b = σ(gate(x)) ⊙ linear(x)               0 where a residue is none
/// s_ij = Σₖ a_ik ⊙ b_jk  (outgoing)   or   Σₖ a_ki ⊙ b_kj  (incoming)
/// y    = σ(gate(x)) ⊙ linear(norm(s))         [N, L, L, c], to be added to z
/// ```
///
/// J. Jumper et al.: Highly accurate protein structure prediction with AlphaFold, 2021
/// ([doi:10.1038/s41586-021-03819-2](https://doi.org/10.1038/s41586-021-03819-2)), supplementary
/// algorithms 11 and 12, here with as many channels inside as outside.
///
/// @param norm of the pairs
/// @param left a
/// @param leftGate what of a counts
/// @param right b
/// @param rightGate what of b counts
/// @param normSum of the sums over k
/// @param join back to the pairs; starts at 0
/// @param gate what of the result counts
/// @param outgoing whether the sides leave i and j, or else arrive there
public record TriangleUpdate(
    LayerNorm norm,
    Linear left,
    Linear leftGate,
    Linear right,
    Linear rightGate,
    LayerNorm normSum,
    Linear join,
    Linear gate,
    boolean outgoing) {
  /// An update.
  ///
  /// @param width c, channels of a pair
  public static TriangleUpdate of(int width, boolean outgoing, Rng rng) {
    return new TriangleUpdate(
        LayerNorm.of(width),
        Linear.of(width, width, rng),
        Linear.of(width, width, rng),
        Linear.of(width, width, rng),
        Linear.of(width, width, rng),
        LayerNorm.of(width),
        Start.atZero(width, width, rng),
        Linear.of(width, width, rng),
        outgoing);
  }

  /// The change of each pair.
  ///
  /// @param z pairs `[N, L, L, c]`
  /// @param pairs 1 where both residues are there, `[N, L, L, 1]`
  public Tensor forward(Tensor z, Tensor pairs) {
    Tensor x = norm.forward(z);
    Tensor a = side(left, leftGate, x, pairs);
    Tensor b = side(right, rightGate, x, pairs);
    Tensor sums = outgoing ? a.matmul(b.transpose(2, 3)) : a.transpose(2, 3).matmul(b);
    Tensor s = normSum.forward(sums.permute(0, 2, 3, 1));
    return join.forward(s).mul(gate.forward(x).sigmoid());
  }

  /// Channels first, so that the sum over k is a product of matrices, `[N, c, L, L]`.
  private static Tensor side(Linear linear, Linear gate, Tensor x, Tensor pairs) {
    return linear.forward(x).mul(gate.forward(x).sigmoid()).mul(pairs).permute(0, 3, 1, 2);
  }
}
