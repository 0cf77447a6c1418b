package dev.cien.tensor.cpu;

/// Adds up the gradient by some of the weights over some strips of the images.
interface ConvRectangle {
  /// Sums strips `[from, to)` for source channels `[channel, channel + channels)` and result rows
  /// `[row, row + rows)` of one group, into a weight array at `base`.
  void run(int from, int to, int group, int channel, int channels, int row, int rows, int base);
}
