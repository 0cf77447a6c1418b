package dev.cien.tensor.cpu;

import java.util.Arrays;

/// The gradient by the weights for a rectangle of channels as matrix products: `dw[c, tap][k] = sum
/// over q of x[q + offset] * dy[q][k]`.
///
/// `x` is packed into planes, `dy` channels-last onto the output grid of a strip with zeros between
/// its rows; vectors run along result channels. Strips are added in their order.
///
/// @param offsets where each `(channel, tap)` reads, for the largest number of channels in a
///   rectangle
/// @param partial receives the sums of each part of the strips
record ConvProducts(
    ConvGrid grid,
    ConvStrips strips,
    ConvTiles math,
    int[] offsets,
    ConvPixels src,
    float[] x,
    ConvPixels slopes,
    float[] dy,
    float[] partial)
    implements ConvRectangle {
  private static final int BLOCK = 2 * ConvTiles.LANES;
  private static final int[] START = {0};

  @Override
  public void run(
      int from, int to, int group, int channel, int channels, int row, int rows, int base) {
    int taps = grid.passes.getFirst().taps().length;
    int columns = channels * taps;
    int width = ConvWinogradPixels.ceil(rows);
    int all = Math.ceilDiv(columns, ConvTiles.ROWS) * ConvTiles.ROWS;
    float[] planes =
        (float[])
            ConvScratch.FLOATS.take(offsets.length / taps * grid.planesPerChannel() * strips.plane);
    float[] lines = (float[]) ConvScratch.FLOATS.take(strips.positions * BLOCK);
    float[] sums = (float[]) ConvScratch.FLOATS.take(all * width);
    for (int strip = from; strip < to; strip++) {
      ConvCopy.pack(strips, strip, src, x, group * grid.srcChannels + channel, channels, planes);
      for (int k = 0; k < width; k += BLOCK) {
        int lanes = Math.min(BLOCK, width - k);
        int live = Math.min(BLOCK, rows - k);
        pack(strip, group * grid.dstChannels + row + k, live, lines, lanes);
        math.multiply(
            planes,
            0,
            offsets,
            0,
            columns,
            START,
            0,
            1,
            strips.end(strip),
            lines,
            0,
            lanes,
            lanes,
            sums,
            k,
            width,
            strip > from);
      }
    }
    int step = grid.srcChannels * taps;
    int corner = base + (group * grid.dstChannels + row) * step + channel * taps;
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < columns; i++) {
        partial[corner + k * step + i] = sums[i * width + k];
      }
    }
    ConvScratch.FLOATS.give(planes);
    ConvScratch.FLOATS.give(lines);
    ConvScratch.FLOATS.give(sums);
  }

  private void pack(int strip, int channel, int channels, float[] lines, int width) {
    Arrays.fill(lines, 0, strips.end(strip) * width, 0f);
    for (int b = 0; b < strips.imagesOf(strip); b++) {
      for (int d = 0; d < strips.length(strip, 0); d++) {
        slopes.read(
            dy,
            strips.firstImage(strip) + b,
            channel,
            channels,
            strips.low(strip, 0) + d,
            strips.low(strip, 1),
            strips.low(strip, 2),
            strips.length(strip, 1),
            strips.length(strip, 2),
            lines,
            strips.position(b, d, 0, 0) * width,
            width,
            strips.pitch[2] * width);
      }
    }
  }
}
