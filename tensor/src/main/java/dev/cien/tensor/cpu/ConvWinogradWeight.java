package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.ConvWinogradPixels.IN;
import static dev.cien.tensor.cpu.ConvWinogradPixels.OUT;
import static dev.cien.tensor.cpu.ConvWinogradPixels.PLACES;

/// The gradient by 3×3 weights, stride 1, by the transpose of [ConvWinograd]: `dw = Gᵀ [ Σ over
/// tiles (Bᵀ x B) ⊙ (A dy Aᵀ) ] G`.
///
/// Rows of tiles are transformed some at a time, as many as the cache holds; then at each of the 36
/// places the product of two matrices is added to the place's sums. Where the sums are few, the
/// images are cut into parts with sums of their own, and the slopes of all parts are added at the
/// end: a task then does everything for its part, and what it has transformed stays in the cache of
/// its core. Where they are many, tasks share the transformed tiles and take a place each.
final class ConvWinogradWeight extends ConvPlan {
  private static final int BLOCK = 2 * ConvTiles.LANES;

  /// Sums up to which parts have their own: 1 MB, as much as a second-level cache holds.
  private static final int OWN_SUMS = 1 << 18;

  /// Tiles that make adding the slopes of a part worthwhile.
  private static final int PART_TILES = 256;

  private static final int MOST_PARTS = 16;

  /// Elements of transformed tiles that are held at a time: by a task alone, and by all together.
  private static final int HELD_ALONE = 1 << 18;

  private static final int HELD = 1 << 20;

  private static final int FEWEST_TILES_ALONE = 32;
  private static final int FEWEST_TILES = 64;

  /// Rows of tiles that a task transforms, where tasks share them.
  private static final int TASK_ROWS = 4;

  private final int groups;
  private final int c;
  private final int k;
  private final ConvWinogradPixels src;
  private final ConvPixels slopes;
  private final int rowsAtOnce;
  private final int parts;

  /// Source and result channels rounded up to whole vectors.
  private final int width;

  private final int height;

  ConvWinogradWeight(ConvShape s, ConvLayout x, ConvLayout dy) {
    super(s, ConvWarmer.TILES);
    int[] pad = ConvShape.three(s.padLow(), 0);
    int[] out = ConvShape.three(s.out(), 1);
    this.groups = s.groups();
    this.c = s.c() / groups;
    this.k = s.k() / groups;
    this.slopes = new ConvPixels(dy, s.k(), out);
    this.src =
        new ConvWinogradPixels(
            new ConvPixels(x, s.c(), ConvShape.three(s.in(), 1)),
            s.n(),
            c,
            -pad[1],
            -pad[2],
            Math.ceilDiv(out[1], OUT),
            Math.ceilDiv(out[2], OUT));
    this.width = src.width();
    this.height = ConvWinogradPixels.ceil(k);
    int rows = src.rows();
    boolean alone = (long) PLACES * width * height <= OWN_SUMS;
    this.parts =
        alone
            ? Math.clamp((long) rows * src.tilesX() / PART_TILES, 1, Math.min(MOST_PARTS, rows))
            : 1;
    int held = (alone ? HELD_ALONE : HELD) / (PLACES * (width + height));
    int tiles = Math.max(alone ? FEWEST_TILES_ALONE : FEWEST_TILES, held);
    int ofPart = Math.ceilDiv(rows, parts);
    int most = Math.clamp(tiles / src.tilesX(), 1, ofPart);
    this.rowsAtOnce = Math.ceilDiv(ofPart, Math.ceilDiv(ofPart, most));
  }

  @Override
  void run(Object a, Object b, Object result, boolean vectors) {
    ConvTiles math = ConvKernels.tiles(vectors);
    float[] x = (float[]) a;
    float[] dy = (float[]) b;
    float[] nine = (float[]) ConvScratch.FLOATS.take(parts * 9 * width * height);
    for (int group = 0; group < groups; group++) {
      int g = group;
      if (parts > 1) {
        parallel(parts, part -> part(math, x, dy, g, part, nine));
      } else {
        shared(math, x, dy, g, nine);
      }
      parallel(width / ConvTiles.LANES, block -> add(nine, block, (float[]) result, g));
    }
    ConvScratch.FLOATS.give(nine);
  }

  /// The slopes of one part of the images.
  private void part(ConvTiles math, float[] x, float[] dy, int group, int part, float[] nine) {
    int start = (int) ((long) src.rows() * part / parts);
    int end = (int) ((long) src.rows() * (part + 1) / parts);
    float[] v = (float[]) ConvScratch.FLOATS.take(PLACES * vStep());
    float[] d = (float[]) ConvScratch.FLOATS.take(PLACES * dStep());
    float[] sums = (float[]) ConvScratch.FLOATS.take(PLACES * width * height);
    for (int from = start; from < end; from += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, end - from);
      src.transform(math, x, group, from, rows, v, 0, vStep());
      transformSlopes(math, dy, group, from, rows, d, 0, dStep());
      for (int place = 0; place < PLACES; place++) {
        multiply(math, v, d, place, rows, sums, from > start);
      }
    }
    for (int block = 0; block < width / ConvTiles.LANES; block++) {
      transformSums(math, sums, block, nine, part);
    }
    ConvScratch.FLOATS.give(v);
    ConvScratch.FLOATS.give(d);
    ConvScratch.FLOATS.give(sums);
  }

  /// The slopes of all images, by tasks that share the transformed tiles.
  private void shared(ConvTiles math, float[] x, float[] dy, int group, float[] nine) {
    float[] v = (float[]) ConvScratch.FLOATS.take(PLACES * vStep());
    float[] d = (float[]) ConvScratch.FLOATS.take(PLACES * dStep());
    float[] sums = (float[]) ConvScratch.FLOATS.take(PLACES * width * height);
    for (int from = 0; from < src.rows(); from += rowsAtOnce) {
      int first = from;
      int rows = Math.min(rowsAtOnce, src.rows() - from);
      parallel(
          Math.ceilDiv(rows, TASK_ROWS),
          task -> {
            int row = task * TASK_ROWS;
            int count = Math.min(TASK_ROWS, rows - row);
            int tile = row * src.tilesX();
            src.transform(math, x, group, first + row, count, v, tile * width, vStep());
            transformSlopes(math, dy, group, first + row, count, d, tile * height, dStep());
          });
      parallel(PLACES, place -> multiply(math, v, d, place, rows, sums, first > 0));
    }
    parallel(width / ConvTiles.LANES, block -> transformSums(math, sums, block, nine, 0));
    ConvScratch.FLOATS.give(v);
    ConvScratch.FLOATS.give(d);
    ConvScratch.FLOATS.give(sums);
  }

  /// Distance between the places of transformed tiles: an odd number of vectors keeps the 36 places
  /// of a tile out of the same cache set.
  private int vStep() {
    return rowsAtOnce * src.tilesX() * width + ConvTiles.LANES;
  }

  private int dStep() {
    return rowsAtOnce * src.tilesX() * height + ConvTiles.LANES;
  }

  /// Writes transformed rows of tiles of the slopes to `d[place · step + (tile · height) +
  /// channel]`.
  private void transformSlopes(
      ConvTiles math, float[] dy, int group, int from, int rows, float[] d, int at, int step) {
    int size = src.tilesX() * OUT * height;
    float[] lines = (float[]) ConvScratch.FLOATS.take(OUT * size);
    float[] half = (float[]) ConvScratch.FLOATS.take(IN * size);
    for (int row = from; row < from + rows; row++) {
      slopes.read(
          dy,
          row / src.tilesY(),
          group * k,
          k,
          0,
          row % src.tilesY() * OUT,
          0,
          OUT,
          src.tilesX() * OUT,
          lines,
          0,
          height,
          size);
      math.slopes(lines, 0, size, half, 0, size, size);
      int tile = at + (row - from) * src.tilesX() * height;
      for (int i = 0; i < IN; i++) {
        for (int t = 0; t < src.tilesX(); t++) {
          math.slopes(
              half,
              i * size + t * OUT * height,
              height,
              d,
              i * IN * step + tile + t * height,
              step,
              height);
        }
      }
    }
    ConvScratch.FLOATS.give(lines);
    ConvScratch.FLOATS.give(half);
  }

  /// The product of one place of some rows of tiles: `sums[c][k] (+)= Σ over tiles v[tile][c] ·
  /// d[tile][k]`.
  private void multiply(
      ConvTiles math, float[] v, float[] d, int place, int rows, float[] sums, boolean add) {
    for (int first = 0; first < height; first += BLOCK) {
      math.multiplyColumns(
          v,
          place * vStep(),
          width,
          width,
          rows * src.tilesX(),
          d,
          place * dStep() + first,
          height,
          Math.min(BLOCK, height - first),
          sums,
          place * width * height + first,
          height,
          add);
    }
  }

  /// Transforms the sums of a block of [ConvTiles#LANES] source channels back into the slopes of a
  /// part, `nine[part][t][channel][j]`.
  private void transformSums(ConvTiles math, float[] sums, int block, float[] nine, int part) {
    int size = ConvTiles.LANES * height;
    int place = width * height;
    float[] half = (float[]) ConvScratch.FLOATS.take(3 * IN * size);
    for (int j = 0; j < IN; j++) {
      math.weightSlopes(
          sums, j * place + block * size, IN * place, half, j * size, IN * size, size);
    }
    for (int i = 0; i < 3; i++) {
      int to = (part * 9 + i * 3) * place + block * size;
      math.weightSlopes(half, i * IN * size, size, nine, to, place, size);
    }
    ConvScratch.FLOATS.give(half);
  }

  /// Adds the slopes of all parts for a block of source channels and writes them.
  private void add(float[] nine, int block, float[] dw, int group) {
    int place = width * height;
    int first = block * ConvTiles.LANES;
    int channels = Math.min(ConvTiles.LANES, c - first);
    for (int t = 0; t < 9; t++) {
      int at = t * place + first * height;
      for (int part = 1; part < parts; part++) {
        int from = at + part * 9 * place;
        for (int i = 0; i < channels * height; i++) {
          nine[at + i] += nine[from + i];
        }
      }
    }
    for (int j = 0; j < k; j++) {
      int to = ((group * k + j) * c + first) * 9;
      for (int i = 0; i < channels; i++) {
        for (int t = 0; t < 9; t++) {
          dw[to + i * 9 + t] = nine[t * place + (first + i) * height + j];
        }
      }
    }
  }
}
