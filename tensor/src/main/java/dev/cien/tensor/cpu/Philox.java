package dev.cien.tensor.cpu;

/// Philox4x32-10 (Salmon et al. 2011): random bits as a function of a key and a counter.
public final class Philox {
  private Philox() {}

  /// The four words with counter (index, ordinal, stream) under the key `seed`.
  public static int[] block(long seed, long stream, int ordinal, int index) {
    int c0 = index;
    int c1 = ordinal;
    int c2 = (int) stream;
    int c3 = (int) (stream >>> 32);
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = (c0 & 0xFFFFFFFFL) * 0xD2511F53L;
      long p1 = (c2 & 0xFFFFFFFFL) * 0xCD9E8D57L;
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    return new int[] {c0, c1, c2, c3};
  }
}
