package dev.cien.tensor.cpu;

/// The inner loops of [Conv] for one element type. All float implementations give the same bits.
///
/// Every element of a result of [#accumulate] is a chain of fused multiply-adds in the order of
/// `t`. A result of [#correlate] is 16 such chains, element `q` going to chain `q mod 16`, folded
/// by halves.
interface ConvArithmetic {
  /// Result channels whose weights lie together: `weights[block][t][ROWS]`.
  int ROWS = 8;

  /// Rows of `dy` in one call of [#correlate].
  int CHANNELS = 4;

  /// Taps in one call of [#correlate].
  int TAPS = 6;

  /// Chains of a correlation.
  int LANES = 16;

  /// Fewest channels for which eight are computed at once.
  int MANY = 4;

  /// The rows of `out` that [#accumulate] writes for a number of channels up to eight.
  static int computed(int rows) {
    return rows < MANY ? rows : ROWS;
  }

  /// Where work arrays come from.
  ConvScratch scratch();

  /// `out[j * pitch + q] += sum over t < offset.length of w[weightAt + t * 8 + j] * x[q +
  /// offset[t]]` for `first <= q < first + positions`; see [#computed] for which `j`.
  ///
  /// @param rows how many of the eight channels there are
  /// @param positions grid positions, a multiple of 32
  void accumulate(
      Object x,
      int[] offset,
      Object w,
      int weightAt,
      int rows,
      Object out,
      int pitch,
      int first,
      int positions);

  /// `sum[j * 6 + i] = sum over q of dy[dyAt + j * pitch + q] * x[q + offset[from + i]]` for 4 rows
  /// and 6 taps; taps past the last repeat it.
  ///
  /// @param lanes work space of `4 * 6 * 16` elements
  /// @param positions grid positions, a multiple of 16
  void correlate(
      Object dy,
      int dyAt,
      int pitch,
      Object x,
      int[] offset,
      int from,
      int positions,
      Object lanes,
      Object sum);

  /// `to[at + i] += from[i]`.
  void add(Object from, int fromAt, Object to, int at, int length);

  /// Copies weights into blocks of eight result channels: element `t` of row `j` is `w[start + j *
  /// rowStep + t % channels * channelStep + taps[t / channels]]`.
  void packWeights(
      Object w,
      int start,
      int rowStep,
      int rows,
      int channelStep,
      int channels,
      int[] taps,
      Object packed,
      int at);
}
