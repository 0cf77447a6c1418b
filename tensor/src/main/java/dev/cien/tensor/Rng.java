package dev.cien.tensor;

import dev.cien.tensor.cpu.Philox;

/// A source of random numbers, always passed as an argument and never global: the same seed gives
/// the same numbers on every machine.
///
/// Counter-based (Philox4x32-10, Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2,
/// 3"): number i of draw s is a function of (seed, s, i) alone. Each use takes the next draw, so
/// the position is the whole state: [#stream] saves it and [#at] restores it. Not safe for use by
/// several threads at once; [#split] gives independent generators.
public final class Rng {
  private final long seed;
  private long stream;
  private final Tensor key;
  private int ordinal;

  private int[] words = {};
  private int used;

  private Rng(long seed, long stream, Tensor key) {
    this.seed = seed;
    this.stream = stream;
    this.key = key;
  }

  /// The generator of a seed, at its beginning.
  public static Rng of(long seed) {
    return new Rng(mix(seed), 0, null);
  }

  /// A generator whose draws inside one recorded step share a key that the step is given each time
  /// it runs.
  static Rng keyed(Tensor key) {
    return new Rng(0, 0, key);
  }

  /// The generator of the same seed at position `stream`.
  public Rng at(long stream) {
    return new Rng(seed, stream, null);
  }

  /// How many draws were taken: the position to which [#at] returns.
  public long stream() {
    return stream;
  }

  /// A generator independent of this one and of all others split from it; takes one draw.
  public Rng split() {
    requireFree();
    return new Rng(mix(seed ^ mix(++stream * 0x9E3779B97F4A7C15L)), 0, null);
  }

  /// Independent generator number `index`, a function of the seed and the index alone; takes no
  /// draw.
  public Rng fork(long index) {
    requireFree();
    return new Rng(mix(seed + mix(index * 0xD1B54A32D192ED03L + 0x632BE59BD9B4E019L)), 0, null);
  }

  /// The key of the next draw, INT64 `[2]`: (seed, stream).
  long[] nextKey() {
    requireFree();
    return new long[] {seed, stream++};
  }

  /// Uniform random bits (`int32`).
  Tensor bits(Shape shape) {
    return key == null
        ? Recorder.randomBits(Tensor.of(nextKey()), 0, shape)
        : Recorder.randomBits(key, ordinal++, shape);
  }

  /// 32 random bits.
  public int nextInt() {
    requireFree();
    if (used == words.length) {
      words = Philox.block(seed, stream++, 0, 0);
      used = 0;
    }
    return words[used++];
  }

  /// A whole number from 0 (included) to `bound` (not included), each equally likely.
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new TensorException("rng: expected a bound of 1 or more, found " + bound + ".");
    }
    // Lemire's method: the high half of a product, rejecting the few values that would favour some
    // results.
    long product = (nextInt() & 0xFFFFFFFFL) * bound;
    long threshold = (1L << 32) % bound;
    while ((product & 0xFFFFFFFFL) < threshold) {
      product = (nextInt() & 0xFFFFFFFFL) * bound;
    }
    return (int) (product >>> 32);
  }

  /// A fraction from 0 (included) to 1 (not included) with 53 random bits.
  public double nextDouble() {
    long high = nextInt() & 0xFFFFFFFFL;
    long low = nextInt() & 0xFFFFFFFFL;
    return (high << 21 | low >>> 11) * 0x1p-53;
  }

  /// A normally distributed number with mean 0 and standard deviation 1 (Box & Muller 1958).
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /// The numbers 0 to n − 1 in random order (Fisher & Yates), each order equally likely.
  ///
  /// @throws TensorException if `n` is negative
  public int[] permutation(int n) {
    if (n < 0) {
      throw new TensorException("permutation: expected 0 or more numbers, found " + n + ".");
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private void requireFree() {
    if (key != null) {
      throw new TensorException(
          "rng: inside a captured step random numbers must be tensors (Tensor.rand and the like):"
              + " a number drawn here would be the same in every step.");
    }
  }

  /// The finalizer of SplitMix64: neighbouring seeds become unrelated keys.
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
