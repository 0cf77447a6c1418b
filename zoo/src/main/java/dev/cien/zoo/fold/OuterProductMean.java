package dev.cien.zoo.fold;

import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// What an alignment says about pairs: how two of its columns go together, over its sequences. It
/// is where a network can see that two residues change at the same time.
///
/// ```
/// a, b = linear(norm(m))                             [N, S, L, e], 0 where a sequence is none
/// y_ij = linear(vec(Σₛ a_si bᵀ_sj / sequences))      [N, L, L, c], to be added to z
/// ```
///
/// J. Jumper et al., 2021, supplementary algorithm 10.
///
/// @param norm of the alignment
/// @param left a
/// @param right b
/// @param join from e · e products to a pair; starts at 0
public record OuterProductMean(LayerNorm norm, Linear left, Linear right, Linear join) {
  /// A layer.
  ///
  /// @param width w, channels of the alignment
  /// @param pairWidth c, channels of a pair
  /// @param inner e
  public static OuterProductMean of(int width, int pairWidth, int inner, Rng rng) {
    return new OuterProductMean(
        LayerNorm.of(width),
        Linear.of(width, inner, rng),
        Linear.of(width, inner, rng),
        Start.atZero(inner * inner, pairWidth, rng));
  }

  /// The change of each pair.
  ///
  /// @param m the alignment `[N, S, L, w]`
  /// @param rows 1 where there is a sequence, `[N, S]`
  public Tensor forward(Tensor m, Tensor rows) {
    int n = m.shape().dim(0);
    int s = m.shape().dim(1);
    int l = m.shape().dim(2);
    int e = left.out();
    Tensor x = norm.forward(m);
    Tensor share = rows.div(rows.sum(1, true).maximum(1)).reshape(n, s, 1, 1);
    Tensor a = left.forward(x).mul(share).permute(0, 2, 3, 1).reshape(n, l * e, s);
    Tensor b = right.forward(x).reshape(n, s, l * e);
    Tensor products = a.matmul(b).reshape(n, l, e, l, e).permute(0, 1, 3, 2, 4);
    return join.forward(products.reshape(n, l, l, e * e));
  }
}
