package dev.cien.recipes.history;

import dev.cien.data.AminoAcids;
import dev.cien.data.Proteins;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.fold.FoldNet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a network is told of a chain: its letters, relatives aligned to it, and how often each
/// amino acid stands at each residue in related sequences, if that is known.
///
/// @param sequence the chain's letters, L of them
/// @param rows relatives in its columns
/// @param shares `20 · L` numbers; without them those of the chain and its rows serve
record FoldInput(String sequence, List<String> rows, Optional<float[]> shares) {
  private static final int LETTERS = AminoAcids.LETTERS.length();

  /// Shares travel as whole numbers, in thousandths.
  private static final int UNIT = 1000;

  FoldInput {
    rows = List.copyOf(rows);
  }

  static FoldInput of(Proteins.Member member) {
    return new FoldInput(member.chain().sequence(), member.rows(), Optional.of(member.shares()));
  }

  FoldInput withoutShares() {
    return new FoldInput(sequence, rows, Optional.empty());
  }

  FoldInput withRows(List<String> others) {
    return new FoldInput(sequence, others, shares);
  }

  /// A stretch of the chain.
  FoldInput crop(int from, int to) {
    return new FoldInput(
        sequence.substring(from, to),
        rows.stream().map(row -> row.substring(from, to)).toList(),
        shares.map(all -> Arrays.copyOfRange(all, LETTERS * from, LETTERS * to)));
  }

  /// Numbers of one sample: `depth` rows of tokens, a row of shares for each amino acid, and a row
  /// that says whether these are known; each of `side` columns.
  static int size(int depth, int side) {
    return (depth + LETTERS + 1) * side;
  }

  /// Writes the sample from `at` on. Rows beyond `depth` are left out.
  void pack(int[] into, int at, int depth, int side) {
    int length = sequence.length();
    for (int r = 0; r < depth; r++) {
      String row = r == 0 ? sequence : r <= rows.size() ? rows.get(r - 1) : "";
      for (int i = 0; i < side; i++) {
        into[at + r * side + i] = i < row.length() ? token(row.charAt(i)) : FoldNet.NONE;
      }
    }
    float[] known = shares.orElseGet(this::counted);
    for (int i = 0; i < length; i++) {
      for (int a = 0; a < LETTERS; a++) {
        into[at + (depth + a) * side + i] = Math.round(UNIT * known[LETTERS * i + a]);
      }
      into[at + (depth + LETTERS) * side + i] = shares.isPresent() ? 1 : 0;
    }
  }

  private static int token(char letter) {
    // A residue of another kind is as little known as a gap.
    return Math.min(AminoAcids.number(letter), FoldNet.GAP);
  }

  /// The shares of each amino acid among the chain and its rows.
  private float[] counted() {
    List<String> all = new ArrayList<>(rows);
    all.add(sequence);
    float[] counted = new float[LETTERS * sequence.length()];
    for (int i = 0; i < sequence.length(); i++) {
      int at = LETTERS * i;
      int there = 0;
      for (String row : all) {
        int number = AminoAcids.number(row.charAt(i));
        if (number < LETTERS) {
          counted[at + number]++;
          there++;
        }
      }
      for (int a = 0; a < LETTERS; a++) {
        counted[at + a] /= Math.max(1, there);
      }
    }
    return counted;
  }

  /// The logits of packed samples, `[N, L, L, bins]`.
  ///
  /// @param inputs int32 `[N, depth + 21, L]`
  static Tensor logits(FoldNet net, Tensor inputs) {
    int depth = inputs.shape().dim(1) - LETTERS - 1;
    Tensor shares = inputs.slice(1, depth, depth + LETTERS).cast(DType.FLOAT32).mul(1.0 / UNIT);
    Tensor known = inputs.select(1, depth + LETTERS).select(1, 0).cast(DType.FLOAT32);
    return net.forward(inputs.slice(1, 0, depth), shares.transpose(1, 2), known);
  }
}
