package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Convolution, or the gradient by its input, whose vectors run along result channels.
///
/// A strip of the source is copied once into a channels-last block with its border of zeros. There
/// a result is the product of a row of weights with a few runs of memory: the taps of one line of
/// the kernel lie side by side, channels and all, unless the kernel is dilated. So eight pixels ×
/// 32 channels are a small matrix product that reads the block in place, whatever stride, dilation
/// and padding were; no matrix of patches is made.
final class ConvDirect extends ConvPlan {
  private static final int BLOCK = 2 * ConvTiles.LANES;

  /// Source elements of a strip that fit the second-level cache beside the weights.
  private static final int HELD = 1 << 16;

  private static final int FEWEST_POSITIONS = 64;
  private static final int MOST_POSITIONS = 512;

  /// Depth whose weights, for one block of channels, stay in cache while all pixels of a strip
  /// pass.
  private static final int DEPTH = 1024;

  private final ConvGrid grid;
  private final ConvStrips strips;
  private final ConvCut cut;
  private final ConvPixels src;
  private final ConvPixels dst;
  private final int rowStep;
  private final int channelStep;
  private final Pass[] passes;

  /// Source pixels of a strip per axis.
  private final int[] extent;

  /// Where each position of a strip finds its first source element.
  private final int[] rowAt;

  private final int packedSize;

  /// One sum of the grid.
  ///
  /// @param runAt where each run of taps starts, relative to a position
  /// @param run elements of a run
  /// @param weightsAt where the packed weights begin
  private record Pass(ConvGrid.Pass sum, int[] runAt, int run, int weightsAt) {}

  /// @param gradient whether this is the gradient by the input
  /// @param from layout of the source
  /// @param to layout of the result
  ConvDirect(ConvShape s, ConvGrid grid, boolean gradient, ConvLayout from, ConvLayout to) {
    super(s, ConvWarmer.TILES);
    this.grid = grid;
    int c = grid.srcChannels;
    this.src = new ConvPixels(from, grid.groups * c, grid.src);
    this.dst = new ConvPixels(to, grid.groups * grid.dstChannels, grid.dst);
    int kernel = ConvShape.product(s.kernel());
    int row = s.c() / s.groups() * kernel;
    this.rowStep = gradient ? kernel : row;
    this.channelStep = gradient ? row : kernel;
    this.strips = new ConvStrips(grid, Math.clamp(HELD / c, FEWEST_POSITIONS, MOST_POSITIONS));
    int blocks = Math.ceilDiv(grid.dstChannels, BLOCK);
    this.cut = ConvCut.of(s.multiplyAdds(), strips.count, grid.groups, blocks);
    this.extent = new int[3];
    for (ConvGrid.Pass pass : grid.passes) {
      for (int t = 0; t < pass.taps().length; t++) {
        for (int a = 0; a < 3; a++) {
          int reach = (strips.block[a] - 1) * grid.srcStep[a] + shift(pass, t, a) + 1;
          extent[a] = Math.max(extent[a], reach);
        }
      }
    }
    this.rowAt = new int[strips.batch * ConvShape.product(strips.block)];
    for (int p = 0; p < rowAt.length; p++) {
      int[] b = strips.block;
      rowAt[p] =
          at(
              p / (b[0] * b[1] * b[2]),
              p / (b[1] * b[2]) % b[0] * grid.srcStep[0],
              p / b[2] % b[1] * grid.srcStep[1],
              p % b[2] * grid.srcStep[2]);
    }
    this.passes = new Pass[grid.passes.size()];
    int size = 0;
    for (int p = 0; p < passes.length; p++) {
      passes[p] = pass(grid.passes.get(p), size);
      size += grid.groups * blocks * passes[p].sum.taps().length * c * BLOCK;
    }
    this.packedSize = size;
  }

  /// How far along an axis a tap reads from the first source pixel of a position.
  private int shift(ConvGrid.Pass pass, int tap, int axis) {
    return grid.residues[pass.plane()[tap]][axis] + pass.shift()[tap][axis] * grid.srcStep[axis];
  }

  /// Where a source pixel lies in the block of a strip.
  private int at(int image, int d, int h, int w) {
    return (((image * extent[0] + d) * extent[1] + h) * extent[2] + w) * grid.srcChannels;
  }

  private Pass pass(ConvGrid.Pass pass, int weightsAt) {
    int count = pass.taps().length;
    int[] at = new int[count];
    int line = 0;
    for (int t = 0; t < count; t++) {
      at[t] = at(0, shift(pass, t, 0), shift(pass, t, 1), shift(pass, t, 2));
      boolean first =
          shift(pass, t, 0) == shift(pass, 0, 0) && shift(pass, t, 1) == shift(pass, 0, 1);
      line += first ? 1 : 0;
    }
    // Every line of a kernel has as many taps, all side by side or none.
    boolean together = line > 1 && at[1] - at[0] == grid.srcChannels;
    int each = together ? line : 1;
    int[] runAt = new int[count / each];
    for (int r = 0; r < runAt.length; r++) {
      runAt[r] = at[r * each];
    }
    return new Pass(pass, runAt, each * grid.srcChannels, weightsAt);
  }

  @Override
  void run(Object a, Object w, Object result, boolean vectors) {
    ConvTiles math = ConvKernels.tiles(vectors);
    float[] packed = (float[]) ConvScratch.FLOATS.take(packedSize);
    parallel(
        grid.groups * cut.blocks(),
        i -> packWeights((float[]) w, packed, i / cut.blocks(), i % cut.blocks()));
    parallel(
        strips.count * cut.tasks(),
        task -> strip(math, (float[]) a, packed, (float[]) result, task));
    ConvScratch.FLOATS.give(packed);
  }

  /// Result channels of a block, rounded up to whole vectors.
  private int lanes(int block) {
    return Math.min(BLOCK, ConvWinogradPixels.ceil(grid.dstChannels - block * BLOCK));
  }

  private int packedAt(Pass pass, int group, int block) {
    return pass.weightsAt
        + (group * cut.blocks() + block) * pass.sum.taps().length * grid.srcChannels * BLOCK;
  }

  /// Packs the weights of a block of result channels as `[tap][c][lane]`.
  private void packWeights(float[] w, float[] packed, int group, int block) {
    int c = grid.srcChannels;
    int lanes = lanes(block);
    int live = Math.min(lanes, grid.dstChannels - block * BLOCK);
    int start =
        group * grid.dstChannels * c * Math.min(rowStep, channelStep) + block * BLOCK * rowStep;
    for (Pass pass : passes) {
      int to = packedAt(pass, group, block);
      int depth = pass.sum.taps().length * c;
      if (live < lanes) {
        Arrays.fill(packed, to, to + depth * lanes, 0f);
      }
      for (int from = 0; from < c; from += ConvTiles.LANES) {
        int end = Math.min(c, from + ConvTiles.LANES);
        for (int j = 0; j < live; j++) {
          for (int i = from; i < end; i++) {
            taps(
                w,
                start + j * rowStep + i * channelStep,
                pass.sum.taps(),
                packed,
                to + i * lanes + j,
                c * lanes);
          }
        }
      }
    }
  }

  private static void taps(float[] w, int at, int[] taps, float[] packed, int to, int step) {
    for (int t = 0; t < taps.length; t++) {
      packed[to + t * step] = w[at + taps[t]];
    }
  }

  private void strip(ConvTiles math, float[] x, float[] packed, float[] y, int task) {
    int strip = cut.strip(task);
    int size = at(strips.batch, 0, 0, 0);
    int positions = Math.ceilDiv(rowAt.length, ConvTiles.ROWS) * ConvTiles.ROWS;
    float[] pixels = (float[]) ConvScratch.FLOATS.take(size);
    float[] sums = (float[]) ConvScratch.FLOATS.take(positions * BLOCK);
    for (int group = cut.firstGroup(task); group < cut.endGroup(task); group++) {
      read(x, strip, group, pixels);
      for (Pass pass : passes) {
        for (int block = cut.firstBlock(task); block < cut.endBlock(task); block++) {
          multiply(
              math, pixels, packed, packedAt(pass, group, block), pass, lanes(block), strip, sums);
          write(sums, y, strip, group, block, pass.sum);
        }
      }
    }
    ConvScratch.FLOATS.give(pixels);
    ConvScratch.FLOATS.give(sums);
  }

  private void read(float[] x, int strip, int group, float[] pixels) {
    int c = grid.srcChannels;
    for (int b = 0; b < strips.imagesOf(strip); b++) {
      for (int d = 0; d < extent[0]; d++) {
        src.read(
            x,
            strips.firstImage(strip) + b,
            group * c,
            c,
            grid.srcStart[0] + strips.low(strip, 0) * grid.srcStep[0] + d,
            grid.srcStart[1] + strips.low(strip, 1) * grid.srcStep[1],
            grid.srcStart[2] + strips.low(strip, 2) * grid.srcStep[2],
            extent[1],
            extent[2],
            pixels,
            at(b, d, 0, 0),
            c,
            extent[2] * c);
      }
    }
  }

  private void multiply(
      ConvTiles math,
      float[] pixels,
      float[] packed,
      int packedAt,
      Pass pass,
      int lanes,
      int strip,
      float[] sums) {
    int[] block = strips.block;
    int end =
        (((strips.imagesOf(strip) - 1) * block[0] + strips.length(strip, 0) - 1) * block[1]
                    + strips.length(strip, 1)
                    - 1)
                * block[2]
            + strips.length(strip, 2);
    int runs = pass.runAt.length;
    int atOnce = Math.max(1, DEPTH / pass.run);
    for (int from = 0; from == 0 || from < runs; from += atOnce) {
      math.multiply(
          pixels,
          0,
          rowAt,
          0,
          end,
          pass.runAt,
          from,
          Math.min(runs, from + atOnce),
          pass.run,
          packed,
          packedAt + from * pass.run * lanes,
          lanes,
          lanes,
          sums,
          0,
          lanes,
          from > 0);
    }
  }

  private void write(float[] sums, float[] y, int strip, int group, int block, ConvGrid.Pass pass) {
    int lanes = lanes(block);
    int[] size = strips.block;
    int[] start = new int[3];
    int[] from = new int[3];
    int[] to = new int[3];
    for (int a = 0; a < 3; a++) {
      start[a] = pass.dstStart()[a] + strips.low(strip, a) * grid.dstStep[a];
      from[a] = Math.max(0, Math.ceilDiv(-start[a], grid.dstStep[a]));
      to[a] =
          Math.min(
              strips.length(strip, a),
              Math.floorDiv(grid.dst[a] - 1 - start[a], grid.dstStep[a]) + 1);
      if (from[a] >= to[a]) {
        return;
      }
    }
    for (int b = 0; b < strips.imagesOf(strip); b++) {
      for (int d = from[0]; d < to[0]; d++) {
        dst.write(
            sums,
            (((b * size[0] + d) * size[1] + from[1]) * size[2] + from[2]) * lanes,
            lanes,
            size[2] * lanes,
            y,
            strips.firstImage(strip) + b,
            group * grid.dstChannels + block * BLOCK,
            Math.min(lanes, grid.dstChannels - block * BLOCK),
            start[0] + d * grid.dstStep[0],
            start[1] + from[1] * grid.dstStep[1],
            start[2] + from[2] * grid.dstStep[2],
            to[1] - from[1],
            to[2] - from[2],
            grid.dstStep[1],
            grid.dstStep[2]);
      }
    }
  }
}
