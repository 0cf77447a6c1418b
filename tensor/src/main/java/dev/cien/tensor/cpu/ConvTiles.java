package dev.cien.tensor.cpu;

/// The inner loops of convolutions whose vectors run along channels. All implementations give the
/// same bits: an element of [#multiply] is a chain of fused multiply-adds in the order of depth,
/// and the line transforms of [ConvWinograd] work on each lane by itself.
///
/// Every line method transforms `length` (a multiple of 16) neighbouring columns at once: column
/// `i` reads its elements at `at + i`, `at + i + step`, `at + i + 2 · step`, … and writes the same
/// way. The interpolation points are 0, ±5/8, ±3/2 and ∞: among points that a float holds exactly
/// they lose the fewest digits, half as many again as the plain sum loses.
interface ConvTiles {
  /// Rows that one tile computes.
  int ROWS = 8;

  /// Channels that a vector holds; channel counts are rounded up to it.
  int LANES = 16;

  /// `out[outAt + r · outStep + j] = Σ_t Σ_d a[aAt + rowAt[row + r] + runAt[t] + d] · b[bAt + (t ·
  /// run
  /// + d) · bStep + j]` for `r < rows`, `t < runs`, `d < run`, `j < lanes`.
  ///
  /// Rows past the last repeat it up to a multiple of [#ROWS], so `out` needs room for them.
  ///
  /// @param lanes 16 or 32
  /// @param add whether the sum starts from what `out` holds, instead of from zero
  void multiply(
      float[] a,
      int aAt,
      int[] rowAt,
      int row,
      int rows,
      int[] runAt,
      int from,
      int to,
      int run,
      float[] b,
      int bAt,
      int bStep,
      int lanes,
      float[] out,
      int outAt,
      int outStep,
      boolean add);

  /// `out[outAt + r · outStep + j] = Σ_d a[aAt + r + d · aStep] · b[bAt + d · bStep + j]` for `r <
  /// rows`, `d < steps`, `j < lanes`.
  ///
  /// @param rows a multiple of [#ROWS]
  /// @param lanes 16 or 32
  /// @param add whether the finished sum is added to what `out` holds, instead of replacing it
  void multiplyColumns(
      float[] a,
      int aAt,
      int aStep,
      int rows,
      int steps,
      float[] b,
      int bAt,
      int bStep,
      int lanes,
      float[] out,
      int outAt,
      int outStep,
      boolean add);

  /// Six pixels to six transformed ones: `Bᵀ`.
  void pixels(float[] from, int at, int step, float[] to, int toAt, int toStep, int length);

  /// Six transformed sums to four results: `Aᵀ`.
  void results(float[] from, int at, int step, float[] to, int toAt, int toStep, int length);

  /// Four slopes to six transformed ones: `A`.
  void slopes(float[] from, int at, int step, float[] to, int toAt, int toStep, int length);

  /// Three weights to six transformed ones: `G`.
  void weights(float[] from, int at, int step, float[] to, int toAt, int toStep, int length);

  /// Six transformed sums to the slopes of three weights: `Gᵀ`.
  void weightSlopes(float[] from, int at, int step, float[] to, int toAt, int toStep, int length);
}
