package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.List;

/// Attention and its gradient without the table of all weights: softmax(Q·Kᵀ)·V for many pairs of
/// matrices, where a mask may hide scores.
///
/// After Rabe & Staats 2021 (arXiv:2112.05682) and FlashAttention (Dao et al. 2022,
/// arXiv:2205.14135): queries go by in groups of a tile's rows, whose scores stay in a core's
/// cache; the way back computes the weights again. Unlike there a group's rows of scores are whole,
/// so that no sum has to be corrected later. What a mask hides from a whole group, like the upper
/// half in causal attention, is never computed.
///
/// **The bits of a result are fixed.** Each product is an `fma` chain from `+0` with its index
/// going up; sums of weights go by 16 stripes and a tree; the gradients of keys and values are
/// chains over stretches of queries, whose length the shape alone decides, added in order. What
/// lies outside a group's range would add zeros.
public final class Attention {
  /// Keys are looked at in multiples of this many; a multiple of every tile's columns or, without
  /// vectors, a part of one.
  static final int BLOCK = 32;

  /// Queries whose forward pass is one task.
  static final int QUERIES = 256;

  /// Weights of a stretch of queries that the way back keeps at a time.
  private static final int KEPT = 1 << 16;

  private static final int MOST = 512;

  /// Matrices of one operand: where each begins, and the elements from a row to the next and from a
  /// column to the next.
  public record Matrices(int[] offsets, int row, int col) {}

  /// The sizes of each of the products.
  ///
  /// @param queries M: query `[M, D]`
  /// @param keys L: key `[L, D]`, value `[L, E]`, mask `[M, L]`
  /// @param width D
  /// @param valueWidth E: result `[M, E]`
  public record Sizes(int queries, int keys, int width, int valueWidth) {
    /// Keys in whole blocks.
    int roomyKeys() {
      return (keys + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// Queries that the way back takes at a time.
    int stretch() {
      return Math.max(BLOCK, Math.min(MOST, KEPT / Math.max(1, roomyKeys())) / BLOCK * BLOCK);
    }

    long products() {
      return scores() * ((long) width + valueWidth);
    }

    long scores() {
      return (long) queries * keys;
    }
  }

  /// Computes a result or gradients; one run at a time.
  public interface Run {
    /// Takes the arrays of the operands, then that of what is computed.
    void on(Object[] buffers);
  }

  private Attention() {}

  /// The results, row-major, one matrix after the other.
  ///
  /// @param in where query, key, value and perhaps a mask (bytes, 0 hides) lie
  public static Run forward(DType dtype, Sizes sizes, List<Matrices> in) {
    return dtype == DType.FLOAT64
        ? new AttentionDoubles(sizes, in, false)::run
        : new AttentionForward(sizes, in)::run;
  }

  /// The gradients: for each pair of matrices those of query, key and value, row-major, one after
  /// the other.
  ///
  /// @param in where query, key, value, the result's gradient and perhaps a mask lie
  public static Run backward(DType dtype, Sizes sizes, List<Matrices> in) {
    return dtype == DType.FLOAT64
        ? new AttentionDoubles(sizes, in, true)::run
        : new AttentionBackward(sizes, in)::run;
  }
}
