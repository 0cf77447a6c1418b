package dev.cien.course.playground;

/// The generator behind links: RC4 keyed with the characters of the seed, 52 bits a number, as
/// David Bau's `seedrandom` for JavaScript makes them. Not for secrets.
///
/// The seed `hello.` gives 0.9282578795792454, then 0.3752569768646784.
final class SeedRandom {
  private static final int WIDTH = 256;
  private static final int MASK = WIDTH - 1;
  private static final int CHUNKS = 6;
  private static final double SIGNIFICANCE = 0x1p52;
  private static final double OVERFLOW = 0x1p53;

  private final int[] state = new int[WIDTH];
  private int i;
  private int j;

  SeedRandom(String seed) {
    int[] key = key(seed);
    for (int k = 0; k < WIDTH; k++) {
      state[k] = k;
    }
    int at = 0;
    for (int k = 0; k < WIDTH; k++) {
      int t = state[k];
      at = MASK & (at + key[k % key.length] + t);
      state[k] = state[at];
      state[at] = t;
    }
    // RC4's first bytes betray the key.
    bytes(WIDTH);
  }

  /// The characters folded into at most 256 bytes.
  private static int[] key(String seed) {
    int[] key = new int[Math.clamp(seed.length(), 1, WIDTH)];
    int smear = 0;
    for (int k = 0; k < seed.length(); k++) {
      smear ^= key[MASK & k] * 19;
      key[MASK & k] = MASK & (smear + seed.charAt(k));
    }
    return key;
  }

  /// So many bytes as one number.
  private double bytes(int count) {
    double number = 0;
    for (int k = 0; k < count; k++) {
      i = MASK & (i + 1);
      int t = state[i];
      j = MASK & (j + t);
      state[i] = state[j];
      state[j] = t;
      number = number * WIDTH + state[MASK & (state[i] + t)];
    }
    return number;
  }

  /// A number from 0 to 1, 1 excluded.
  double next() {
    double n = bytes(CHUNKS);
    double d = Math.pow(WIDTH, CHUNKS);
    double x = 0;
    while (n < SIGNIFICANCE) {
      n = (n + x) * WIDTH;
      d *= WIDTH;
      x = bytes(1);
    }
    while (n >= OVERFLOW) {
      n /= 2;
      d /= 2;
      x = Math.floor(x / 2);
    }
    return (n + x) / d;
  }

  /// A number from `low` to `high`.
  double uniform(double low, double high) {
    return next() * (high - low) + low;
  }

  /// A normally distributed number, by Marsaglia's polar method; its second one is thrown away.
  double normal(double mean, double variance) {
    double v1;
    double s;
    do {
      v1 = 2 * next() - 1;
      double v2 = 2 * next() - 1;
      s = v1 * v1 + v2 * v2;
    } while (s > 1);
    return mean + Math.sqrt(variance) * (Math.sqrt(-2 * StrictMath.log(s) / s) * v1);
  }
}
