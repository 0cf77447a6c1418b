package dev.cien.data;

/// Seeds derived from seeds, so that every (seed, epoch, sample) has randomness of its own without any order between
/// them.
final class Seeds {
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /// Mixes a number into a seed: the finalizer of SplitMix64 (Steele, Lea, Flood 2014), a bijection for each number.
  static long mix(long seed, long number) {
    long z = seed + (number + 1) * GOLDEN_RATIO;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
