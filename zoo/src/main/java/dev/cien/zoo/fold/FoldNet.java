package dev.cien.zoo.fold;

import dev.cien.nn.Conv1d;
import dev.cien.nn.Embedding;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.List;
import java.util.stream.IntStream;

/// How far apart the residues of a protein are, from its sequence and those of its relatives: a
/// small teaching version of AlphaFold's first half.
///
/// ```
/// tokens   int32 [N, S, L]: the chain in row 0, aligned relatives below
///          0 to 19 amino acids, 20 a gap, 21 nothing, where a row or the chain has ended
/// shares   [N, L, 20]: how often each amino acid stands there in related sequences
/// known    [N]: whether shares are of many sequences, or else of the rows alone
/// f        the chain's letters, shares and known                            [N, 41, L]
/// s        relu(conv₅(relu(conv₉(f))))                                      [N, L, w]
/// m        embed(tokens) + linear(s)                                        [N, S, L, w]
/// z_ij     linear(sᵢ) + linear(sⱼ) + r(j − i), r for −63 to 63              [N, L, L, c]
/// m, z     blocks of [EvoformerBlock]
/// logits   linear(norm(z_ij + z_ji))                                        [N, L, L, bins]
/// ```
///
/// A logit is of a bin of distances; symmetric in i and j. It differs from AlphaFold in more than
/// size: neighbourhoods enter by a convolution, since a set as small as ours does not teach an
/// attention what a helix is; there are no templates and no recycling; and it stops at distances,
/// where AlphaFold goes on to frames of atoms that an equivariant attention moves. Distances by
/// bins, then a fold that fits them, is what AlphaFold did in 2018 (A. Senior et al.: Improved
/// protein structure prediction using potentials from deep learning, 2020).
///
/// J. Jumper et al.: Highly accurate protein structure prediction with AlphaFold, 2021
/// ([doi:10.1038/s41586-021-03819-2](https://doi.org/10.1038/s41586-021-03819-2)).
///
/// @param wide from letters and shares to a residue and its neighbourhood
/// @param wider from those to a wider one
/// @param letters a vector for each token
/// @param alignment from s to each row
/// @param left from s to pairs, for i
/// @param right the same for j
/// @param apart r
/// @param blocks the trunk
/// @param norm of the sum of both directions
/// @param head to the bins; starts at 0
public record FoldNet(
    Conv1d wide,
    Conv1d wider,
    Embedding letters,
    Linear alignment,
    Linear left,
    Linear right,
    Embedding apart,
    List<EvoformerBlock> blocks,
    LayerNorm norm,
    Linear head) {
  /// What stands where an aligned sequence has no residue.
  public static final int GAP = 20;

  /// What stands where there is no sequence or the chain has ended.
  public static final int NONE = 21;

  private static final int TOKENS = 22;
  private static final int LETTERS = 20;
  private static final int FARTHEST = 63;
  private static final int WIDE = 9;
  private static final int WIDER = 5;

  /// A network.
  ///
  /// @param width w, channels of the alignment, even
  /// @param pairWidth c, channels of a pair
  /// @param depth blocks
  /// @param bins how many distances are told apart
  public static FoldNet of(int width, int pairWidth, int depth, int bins, Rng rng) {
    return new FoldNet(
        Conv1d.of(2 * LETTERS + 1, 2 * width, WIDE, Window.padding(WIDE / 2), rng),
        Conv1d.of(2 * width, width, WIDER, Window.padding(WIDER / 2), rng),
        Embedding.of(TOKENS, width, rng),
        Linear.of(width, width, rng),
        Linear.of(width, pairWidth, rng),
        Linear.of(width, pairWidth, rng),
        Embedding.of(2 * FARTHEST + 1, pairWidth, rng),
        IntStream.range(0, depth).mapToObj(_ -> EvoformerBlock.of(width, pairWidth, rng)).toList(),
        LayerNorm.of(pairWidth),
        Start.atZero(pairWidth, bins, rng));
  }

  /// The logits of all pairs.
  ///
  /// @param tokens int32 `[N, S, L]`
  /// @param shares `[N, L, 20]`
  /// @param known `[N]`, 1 or 0
  public Tensor forward(Tensor tokens, Tensor shares, Tensor known) {
    int l = tokens.shape().dim(2);
    Tensor filled = tokens.ne(NONE).cast(DType.FLOAT32);
    Tensor residues = filled.select(1, 0);
    EvoformerBlock.Presence there = new EvoformerBlock.Presence(residues, filled.max(2, false));
    Tensor s = neighbourhoods(tokens.select(1, 0), shares, known, residues);
    Tensor m = letters.forward(tokens).add(alignment.forward(s).unsqueeze(1));
    Tensor steps = Tensor.arange(l).unsqueeze(0).sub(Tensor.arange(l).unsqueeze(1));
    Tensor z =
        left.forward(s)
            .unsqueeze(2)
            .add(right.forward(s).unsqueeze(1))
            .add(apart.forward(steps.maximum(-FARTHEST).minimum(FARTHEST).add(FARTHEST)));
    EvoformerBlock.State state = new EvoformerBlock.State(m, z);
    for (EvoformerBlock block : blocks) {
      state = block.forward(state, there);
    }
    Tensor pairs = state.pairs();
    return head.forward(norm.forward(pairs.add(pairs.transpose(1, 2))));
  }

  /// s, `[N, L, w]`.
  private Tensor neighbourhoods(Tensor chain, Tensor shares, Tensor known, Tensor residues) {
    Tensor is = residues.unsqueeze(2);
    Tensor f =
        Tensor.concat(2, chain.oneHot(LETTERS), shares.mul(is), known.reshape(-1, 1, 1).mul(is));
    Tensor s = wide.forward(f.transpose(1, 2)).relu().mul(residues.unsqueeze(1));
    return wider.forward(s).relu().transpose(1, 2).mul(is);
  }
}
