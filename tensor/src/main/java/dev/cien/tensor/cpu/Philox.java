package dev.cien.tensor.cpu;

/// Philox4x32-10: random bits as a function of a key and a counter.
///
/// The key is `seed`; the counter is `(block, ordinal, low word of stream, high word of stream)`.
/// Ten rounds of two multiplications each turn it into four 32-bit words. Nothing is remembered
/// between calls, so any part of a sequence can be made on its own, in any order, on any thread.
///
/// Paper: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public final class Philox {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  /// Words one task makes.
  private static final int PIECE = 1 << 14;

  private Philox() {}

  /// The four words of block `index`.
  public static int[] block(long seed, long stream, int ordinal, int index) {
    int[] words = new int[4];
    blocks(seed, stream, ordinal, index, words, 0, 1);
    return words;
  }

  /// Word `index` of the sequence: word `index mod 4` of block `index / 4`.
  public static int word(long seed, long stream, int ordinal, long index) {
    return block(seed, stream, ordinal, (int) (index >>> 2))[(int) (index & 3)];
  }

  /// Fills `out` with the words 0, 1, 2, … of a sequence.
  public static void fill(long seed, long stream, int ordinal, int[] out) {
    int pieces = Math.ceilDiv(out.length, PIECE);
    if (pieces <= 1) {
      fill(seed, stream, ordinal, 0, out, 0, out.length);
      return;
    }
    Workers.parallelFor(
        pieces,
        piece -> {
          int at = piece * PIECE;
          fill(seed, stream, ordinal, at, out, at, Math.min(PIECE, out.length - at));
        });
  }

  /// Writes the words `first … first + length − 1` of a sequence to `out[at …]`, on the calling
  /// thread.
  public static void fill(
      long seed, long stream, int ordinal, long first, int[] out, int at, int length) {
    int done = 0;
    for (; done < length && (first + done & 3) != 0; done++) {
      out[at + done] = word(seed, stream, ordinal, first + done);
    }
    int blocks = (length - done) / 4;
    blocks(seed, stream, ordinal, (int) (first + done >>> 2), out, at + done, blocks);
    for (done += 4 * blocks; done < length; done++) {
      out[at + done] = word(seed, stream, ordinal, first + done);
    }
  }

  private static void blocks(
      long seed, long stream, int ordinal, int index, int[] out, int at, int count) {
    int seed0 = (int) seed;
    int seed1 = (int) (seed >>> 32);
    for (int b = 0; b < count; b++) {
      int c0 = index + b;
      int c1 = ordinal;
      int c2 = (int) stream;
      int c3 = (int) (stream >>> 32);
      int k0 = seed0;
      int k1 = seed1;
      for (int round = 0; round < 10; round++) {
        long p0 = (c0 & LOW) * M0;
        long p1 = (c2 & LOW) * M1;
        c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
        c1 = (int) p1;
        c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
        c3 = (int) p0;
        k0 += W0;
        k1 += W1;
      }
      out[at + 4 * b] = c0;
      out[at + 4 * b + 1] = c1;
      out[at + 4 * b + 2] = c2;
      out[at + 4 * b + 3] = c3;
    }
  }
}
