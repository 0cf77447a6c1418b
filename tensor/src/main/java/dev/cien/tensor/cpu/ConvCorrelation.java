package dev.cien.tensor.cpu;

/// The gradient by the weights for a rectangle of channels: `dw[k][c, tap] = sum over q of dy[k][q]
/// * x[q + offset]`.
///
/// Both factors are packed onto the output grid of a strip, `dy` with zeros between its rows, so
/// that each element of `dw` is a dot product of two runs of memory. Strips are added in their
/// order.
///
/// @param offsets where each `(channel, tap)` reads, for the largest number of channels in a
///   rectangle
/// @param pitch distance between packed rows of `dy`
/// @param partial receives the sums of each part of the strips
record ConvCorrelation(
    ConvGrid grid,
    ConvStrips strips,
    ConvArithmetic math,
    int[] offsets,
    int pitch,
    ConvPixels src,
    Object x,
    ConvPixels slopes,
    Object dy,
    Object partial)
    implements ConvRectangle {

  @Override
  public void run(
      int from, int to, int group, int channel, int channels, int row, int rows, int base) {
    int taps = grid.passes.getFirst().taps().length;
    int width = grid.srcChannels * taps;
    int columns = channels * taps;
    int corner = base + (group * grid.dstChannels + row) * width + channel * taps;
    for (int k = 0; k < rows; k++) {
      ConvCopy.clear(partial, corner + k * width, corner + k * width + columns);
    }
    int allRows =
        (rows + ConvArithmetic.CHANNELS - 1) / ConvArithmetic.CHANNELS * ConvArithmetic.CHANNELS;
    Object planes =
        math.scratch().take(offsets.length / taps * grid.planesPerChannel() * strips.plane);
    Object packed = math.scratch().take(allRows * pitch);
    Object lanes =
        math.scratch().take(ConvArithmetic.CHANNELS * ConvArithmetic.TAPS * ConvArithmetic.LANES);
    Object sums = math.scratch().take(ConvArithmetic.CHANNELS * ConvArithmetic.TAPS);
    try {
      for (int strip = from; strip < to; strip++) {
        ConvCopy.pack(strips, strip, src, x, group * grid.srcChannels + channel, channels, planes);
        ConvCopy.packOutput(
            strips, strip, slopes, dy, group * grid.dstChannels + row, rows, packed, pitch);
        ConvCopy.clear(packed, rows * pitch, allRows * pitch);
        int positions = (strips.end(strip) + 15) / 16 * 16;
        for (int k = 0; k < rows; k += ConvArithmetic.CHANNELS) {
          for (int t = 0; t < columns; t += ConvArithmetic.TAPS) {
            math.correlate(packed, k * pitch, pitch, planes, offsets, t, positions, lanes, sums);
            int count = Math.min(ConvArithmetic.TAPS, columns - t);
            for (int j = 0; j < Math.min(ConvArithmetic.CHANNELS, rows - k); j++) {
              math.add(sums, j * ConvArithmetic.TAPS, partial, corner + (k + j) * width + t, count);
            }
          }
        }
      }
    } finally {
      math.scratch().give(planes);
      math.scratch().give(packed);
      math.scratch().give(lanes);
      math.scratch().give(sums);
    }
  }
}
