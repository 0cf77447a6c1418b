package dev.cien.zoo.fold;

import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// Along each sequence of an alignment, residues look at one another; how much is also said by what
/// is known of their pair.
///
/// ```
/// x       = norm(m)                                        [N, S, L, w]
/// w_ij    = softmaxⱼ(qᵢ · kⱼ / √d + linear(norm(z))_ij)    [N, S, heads, L, L]
/// y_i     = linear(σ(gate(x))ᵢ ⊙ Σⱼ w_ij vⱼ)               [N, S, L, w], to be added to m
/// ```
///
/// J. Jumper et al., 2021, supplementary algorithm 7: gated attention with a bias from the pairs.
///
/// @param norm of the alignment
/// @param project to queries, keys and values
/// @param normPairs of the pairs
/// @param bias from a pair to each head
/// @param gate what of the result counts
/// @param join from the heads side by side; starts at 0
/// @param heads how many heads
public record RowAttention(
    LayerNorm norm,
    Linear project,
    LayerNorm normPairs,
    Linear bias,
    Linear gate,
    Linear join,
    int heads) {
  private static final double NEVER = -1e9;

  /// An attention.
  ///
  /// @param width w, channels of the alignment, a multiple of `heads`
  /// @param pairWidth c, channels of a pair
  public static RowAttention of(int width, int pairWidth, int heads, Rng rng) {
    return new RowAttention(
        LayerNorm.of(width),
        Linear.of(width, 3 * width, rng).withoutBias(),
        LayerNorm.of(pairWidth),
        Linear.of(pairWidth, heads, rng).withoutBias(),
        Linear.of(width, width, rng),
        Start.atZero(width, width, rng),
        heads);
  }

  /// The change of the alignment.
  ///
  /// @param m the alignment `[N, S, L, w]`
  /// @param z pairs `[N, L, L, c]`
  /// @param residues 1 where there is a residue, `[N, L]`
  public Tensor forward(Tensor m, Tensor z, Tensor residues) {
    int n = m.shape().dim(0);
    int s = m.shape().dim(1);
    int l = m.shape().dim(2);
    int width = join.in();
    int d = width / heads;
    Tensor x = norm.forward(m);
    Tensor all = project.forward(x).reshape(n, s, l, 3, heads, d).permute(3, 0, 1, 4, 2, 5);
    Tensor likes = all.at(0).matmul(all.at(1).transpose(3, 4)).mul(1 / StrictMath.sqrt(d));
    Tensor told = bias.forward(normPairs.forward(z)).permute(0, 3, 1, 2).unsqueeze(1);
    Tensor absent = residues.sub(1).mul(-NEVER).reshape(n, 1, 1, 1, l);
    Tensor weights = likes.add(told).add(absent).softmax(-1);
    Tensor heard = weights.matmul(all.at(2)).permute(0, 1, 3, 2, 4).reshape(n, s, l, width);
    return join.forward(heard.mul(gate.forward(x).sigmoid()));
  }
}
