package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.ConvWinogradPixels.IN;
import static dev.cien.tensor.cpu.ConvWinogradPixels.OUT;
import static dev.cien.tensor.cpu.ConvWinogradPixels.PLACES;

import java.util.Arrays;

/// Convolution with 3×3 weights, stride 1, or the gradient by its input, by Winograd's F(4×4, 3×3):
/// a quarter of the multiplications.
///
/// The source is cut into overlapping tiles of 6×6 pixels, each of which gives 4×4 results (see
/// [ConvPoints]). Tiles and weights are transformed; at each of the 36 places of a tile, a matrix
/// product over channels; and the products are transformed back. Everything is channels-last
/// inside, so that vectors run along channels.
final class ConvWinograd extends ConvPlan {
  private static final int BLOCK = 2 * ConvTiles.LANES;

  /// Tiles that are multiplied at a time: enough to use transformed weights well, few enough for
  /// the second-level cache.
  private static final int TILES = 32;

  /// Transformed weights that stay in cache while all tiles pass by, in elements.
  private static final int FEW_WEIGHTS = 1 << 20;

  /// Tiles that are transformed before the next block of weights, where there are many weights.
  private static final int MANY_TILES = 256;

  private static final int[] START = {0};

  private final int groups;
  private final int c;
  private final int k;
  private final ConvWinogradPixels src;
  private final ConvPixels dst;
  private final boolean flipped;
  private final int blocks;

  /// Whether all weights are transformed first and each task does everything for some tiles;
  /// otherwise each task does everything for one block of weights.
  private final boolean fewWeights;

  private final int rowsAtOnce;
  private final int[] tileAt;

  private ConvWinograd(ConvShape s, boolean gradient, ConvLayout srcLayout, ConvLayout dstLayout) {
    super(s, ConvWarmer.TILES);
    int[] in = ConvShape.three(s.in(), 1);
    int[] out = ConvShape.three(s.out(), 1);
    int[] pad = ConvShape.three(s.padLow(), 0);
    this.groups = s.groups();
    this.flipped = gradient;
    this.c = (gradient ? s.k() : s.c()) / groups;
    this.k = (gradient ? s.c() : s.k()) / groups;
    this.dst = new ConvPixels(dstLayout, k * groups, gradient ? in : out);
    this.src =
        new ConvWinogradPixels(
            new ConvPixels(srcLayout, c * groups, gradient ? out : in),
            s.n(),
            c,
            gradient ? pad[1] - 2 : -pad[1],
            gradient ? pad[2] - 2 : -pad[2],
            Math.ceilDiv(dst.size()[1], OUT),
            Math.ceilDiv(dst.size()[2], OUT));
    this.blocks = Math.ceilDiv(k, BLOCK);
    this.fewWeights = (long) PLACES * c * k <= FEW_WEIGHTS;
    int rows = src.rows();
    int most = Math.clamp((fewWeights ? TILES : MANY_TILES) / src.tilesX(), 1, rows);
    this.rowsAtOnce = Math.ceilDiv(rows, Math.ceilDiv(rows, most));
    this.tileAt = new int[rowsAtOnce * src.tilesX()];
    for (int i = 0; i < tileAt.length; i++) {
      tileAt[i] = i * src.width();
    }
  }

  static ConvPlan forward(ConvShape s, ConvLayout x, ConvLayout y) {
    return new ConvWinograd(s, false, x, y);
  }

  static ConvPlan inputGradient(ConvShape s, ConvLayout dy, ConvLayout dx) {
    return new ConvWinograd(s, true, dy, dx);
  }

  @Override
  void run(Object a, Object b, Object result, boolean vectors) {
    ConvTiles math = ConvKernels.tiles(vectors);
    float[] x = (float[]) a;
    float[] w = (float[]) b;
    float[] y = (float[]) result;
    if (fewWeights) {
      float[] u = (float[]) ConvScratch.FLOATS.take(groups * blocks * blockSize());
      parallel(
          groups * blocks,
          i -> transformWeights(math, w, i / blocks, i % blocks, u, i * blockSize()));
      int strips = Math.ceilDiv(src.rows(), rowsAtOnce);
      parallel(groups * strips, i -> strip(math, x, u, y, i % groups, i / groups));
      ConvScratch.FLOATS.give(u);
    } else {
      float[] v = (float[]) ConvScratch.FLOATS.take(PLACES * vStep());
      for (int group = 0; group < groups; group++) {
        for (int from = 0; from < src.rows(); from += rowsAtOnce) {
          blockByBlock(math, x, w, y, group, from, v);
        }
      }
      ConvScratch.FLOATS.give(v);
    }
  }

  /// Elements of the transformed weights of a block.
  private int blockSize() {
    return PLACES * c * BLOCK;
  }

  /// Result channels of a block, rounded up to whole vectors.
  private int lanes(int block) {
    return Math.min(BLOCK, ConvWinogradPixels.ceil(k - block * BLOCK));
  }

  /// Distance between the places of transformed tiles: an odd number of vectors keeps the 36 places
  /// of a tile out of the same cache set.
  private int vStep() {
    return rowsAtOnce * src.tilesX() * src.width() + ConvTiles.LANES;
  }

  private void strip(ConvTiles math, float[] x, float[] u, float[] y, int group, int strip) {
    int from = strip * rowsAtOnce;
    int rows = Math.min(rowsAtOnce, src.rows() - from);
    float[] v = (float[]) ConvScratch.FLOATS.take(PLACES * vStep());
    src.transform(math, x, group, from, rows, v, 0, vStep());
    for (int block = 0; block < blocks; block++) {
      multiply(math, v, 0, u, (group * blocks + block) * blockSize(), y, group, block, from, rows);
    }
    ConvScratch.FLOATS.give(v);
  }

  private void blockByBlock(
      ConvTiles math, float[] x, float[] w, float[] y, int group, int from, float[] v) {
    int rows = Math.min(rowsAtOnce, src.rows() - from);
    int tilesAtOnce = src.tilesX() * src.width();
    parallel(
        rows, row -> src.transform(math, x, group, from + row, 1, v, row * tilesAtOnce, vStep()));
    int step = Math.clamp(TILES / src.tilesX(), 1, rows);
    parallel(
        blocks,
        block -> {
          float[] u = (float[]) ConvScratch.FLOATS.take(blockSize());
          transformWeights(math, w, group, block, u, 0);
          for (int row = 0; row < rows; row += step) {
            int count = Math.min(step, rows - row);
            multiply(math, v, row * tilesAtOnce, u, 0, y, group, block, from + row, count);
          }
          ConvScratch.FLOATS.give(u);
        });
  }

  /// Transforms the weights of one block of result channels to `[place][c][lane]`.
  private void transformWeights(
      ConvTiles math, float[] w, int group, int block, float[] u, int uAt) {
    int lanes = lanes(block);
    int size = c * lanes;
    float[] g = (float[]) ConvScratch.FLOATS.take(9 * size);
    float[] half = (float[]) ConvScratch.FLOATS.take(18 * size);
    int rowStep = flipped ? 9 : c * 9;
    int channelStep = flipped ? k * 9 : 9;
    int start = group * c * k * 9 + block * BLOCK * rowStep;
    int live = Math.min(lanes, k - block * BLOCK);
    for (int from = 0; from < c; from += ConvTiles.LANES) {
      int end = Math.min(c, from + ConvTiles.LANES);
      for (int j = 0; j < live; j++) {
        for (int i = from; i < end; i++) {
          nine(w, start + j * rowStep + i * channelStep, g, i * lanes + j, size);
        }
      }
      for (int t = 0; t < 9 && live < lanes; t++) {
        for (int i = from; i < end; i++) {
          Arrays.fill(g, t * size + i * lanes + live, t * size + (i + 1) * lanes, 0f);
        }
      }
    }
    math.weights(g, 0, 3 * size, half, 0, 3 * size, 3 * size);
    for (int i = 0; i < IN; i++) {
      math.weights(half, i * 3 * size, size, u, uAt + i * IN * size, size, size);
    }
    ConvScratch.FLOATS.give(g);
    ConvScratch.FLOATS.give(half);
  }

  private void nine(float[] w, int from, float[] g, int to, int step) {
    if (flipped) {
      for (int t = 0; t < 9; t++) {
        g[to + t * step] = w[from + 8 - t];
      }
    } else {
      for (int t = 0; t < 9; t++) {
        g[to + t * step] = w[from + t];
      }
    }
  }

  /// Multiplies some rows of tiles, from `vAt`, with one block of weights and writes their results.
  private void multiply(
      ConvTiles math,
      float[] v,
      int vAt,
      float[] u,
      int uAt,
      float[] y,
      int group,
      int block,
      int from,
      int rows) {
    int lanes = lanes(block);
    int tiles = rows * src.tilesX();
    int step = Math.ceilDiv(tiles, ConvTiles.ROWS) * ConvTiles.ROWS * lanes + ConvTiles.LANES;
    float[] m = (float[]) ConvScratch.FLOATS.take(PLACES * step);
    for (int place = 0; place < PLACES; place++) {
      math.multiply(
          v,
          vAt + place * vStep(),
          tileAt,
          0,
          tiles,
          START,
          0,
          1,
          c,
          u,
          uAt + place * c * lanes,
          lanes,
          lanes,
          m,
          place * step,
          lanes,
          false);
    }
    transformResults(math, m, step, y, group, block, from, rows);
    ConvScratch.FLOATS.give(m);
  }

  /// Transforms sums back and writes the pixels that lie inside the destination.
  private void transformResults(
      ConvTiles math, float[] m, int step, float[] y, int group, int block, int from, int rows) {
    int lanes = lanes(block);
    int size = src.tilesX() * lanes;
    float[] half = (float[]) ConvScratch.FLOATS.take(OUT * IN * size);
    float[] lines = (float[]) ConvScratch.FLOATS.take(OUT * OUT * size);
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < IN; j++) {
        math.results(m, j * step + row * size, IN * step, half, j * size, IN * size, size);
      }
      int h = (from + row) % src.tilesY() * OUT;
      int live = Math.min(OUT, dst.size()[1] - h);
      for (int i = 0; i < live; i++) {
        for (int t = 0; t < src.tilesX(); t++) {
          math.results(
              half,
              i * IN * size + t * lanes,
              size,
              lines,
              i * OUT * size + t * OUT * lanes,
              lanes,
              lanes);
        }
      }
      dst.write(
          lines,
          0,
          lanes,
          OUT * size,
          y,
          (from + row) / src.tilesY(),
          group * k + block * BLOCK,
          Math.min(lanes, k - block * BLOCK),
          0,
          h,
          0,
          live,
          dst.size()[2],
          1,
          1);
    }
    ConvScratch.FLOATS.give(half);
    ConvScratch.FLOATS.give(lines);
  }
}
