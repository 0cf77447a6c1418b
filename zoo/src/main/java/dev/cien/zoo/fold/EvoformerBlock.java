package dev.cien.zoo.fold;

import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// One block of a small Evoformer: the alignment learns from the pairs, the pairs from the
/// alignment and from each other.
///
/// ```
/// m ← m + rowAttention(m, z)          m ← m + transition(m)
/// z ← z + outerProductMean(m)         z ← z + triangle outgoing(z)
/// z ← z + triangle incoming(z)        z ← z + transition(z)
/// ```
///
/// J. Jumper et al., 2021, supplementary algorithm 6. AlphaFold's block has attention down the
/// columns of the alignment and along the sides of triangles, too, and dropout; it has 48 blocks of
/// 256 and 128 channels.
///
/// @param attention along the sequences
/// @param transition of the alignment
/// @param outer from the alignment to the pairs
/// @param outgoing triangles whose sides leave
/// @param incoming triangles whose sides arrive
/// @param pairTransition of the pairs
public record EvoformerBlock(
    RowAttention attention,
    Transition transition,
    OuterProductMean outer,
    TriangleUpdate outgoing,
    TriangleUpdate incoming,
    Transition pairTransition) {
  private static final int HEADS = 2;
  private static final int INNER = 4;

  /// linear(relu(linear(norm(x)))), the same small network everywhere, with twice the width inside.
  ///
  /// @param norm of what comes in
  /// @param up to the inner width
  /// @param down and back; starts at 0
  public record Transition(LayerNorm norm, Linear up, Linear down) {
    static Transition of(int width, Rng rng) {
      return new Transition(
          LayerNorm.of(width),
          Linear.of(width, 2 * width, rng),
          Start.atZero(2 * width, width, rng));
    }

    Tensor forward(Tensor x) {
      return down.forward(up.forward(norm.forward(x)).relu());
    }
  }

  /// Alignment and pairs.
  ///
  /// @param alignment m, `[N, S, L, w]`
  /// @param pairs z, `[N, L, L, c]`
  public record State(Tensor alignment, Tensor pairs) {}

  /// What of them is there.
  ///
  /// @param residues `[N, L]`, 1 or 0
  /// @param rows `[N, S]`, 1 or 0
  public record Presence(Tensor residues, Tensor rows) {
    /// 1 where both residues are there, `[N, L, L, 1]`.
    public Tensor pairs() {
      return residues.unsqueeze(2).mul(residues.unsqueeze(1)).unsqueeze(3);
    }
  }

  /// A block.
  ///
  /// @param width w, channels of the alignment, even
  /// @param pairWidth c, channels of a pair
  public static EvoformerBlock of(int width, int pairWidth, Rng rng) {
    return new EvoformerBlock(
        RowAttention.of(width, pairWidth, HEADS, rng),
        Transition.of(width, rng),
        OuterProductMean.of(width, pairWidth, INNER, rng),
        TriangleUpdate.of(pairWidth, true, rng),
        TriangleUpdate.of(pairWidth, false, rng),
        Transition.of(pairWidth, rng));
  }

  /// Alignment and pairs after the block.
  public State forward(State before, Presence there) {
    Tensor m = before.alignment();
    m = m.add(attention.forward(m, before.pairs(), there.residues()));
    m = m.add(transition.forward(m));
    Tensor both = there.pairs();
    Tensor z = before.pairs().add(outer.forward(m, there.rows()));
    z = z.add(outgoing.forward(z, both));
    z = z.add(incoming.forward(z, both));
    return new State(m, z.add(pairTransition.forward(z)));
  }
}
