package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.ConvWinogradPixels.IN;
import static dev.cien.tensor.cpu.ConvWinogradPixels.OUT;
import static dev.cien.tensor.cpu.ConvWinogradPixels.PLACES;

/// The gradient by 3×3 weights, stride 1, by the transpose of [ConvWinograd]: `dw = Gᵀ [ Σ over
/// tiles (Bᵀ x B) ⊙ (A dy Aᵀ) ] G`.
///
/// Rows of tiles are transformed some at a time, as many as the cache holds; then each of the 36
/// places adds the product of its two matrices to its own sums.
final class ConvWinogradWeight extends ConvPlan {
  private static final int BLOCK = 2 * ConvTiles.LANES;

  /// Elements of transformed tiles that are held at a time.
  private static final int HELD = 1 << 20;

  private static final int FEWEST_TILES = 64;

  /// Rows of tiles that a task transforms.
  private static final int TASK_ROWS = 4;

  private final int groups;
  private final int c;
  private final int k;
  private final ConvWinogradPixels src;
  private final ConvPixels slopes;
  private final int rowsAtOnce;

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
    int tiles = Math.max(FEWEST_TILES, HELD / (PLACES * (width + height)));
    int rows = src.rows();
    int most = Math.clamp(tiles / src.tilesX(), 1, rows);
    this.rowsAtOnce = Math.ceilDiv(rows, Math.ceilDiv(rows, most));
  }

  @Override
  void run(Object a, Object b, Object result, boolean vectors) {
    ConvTiles math = ConvKernels.tiles(vectors);
    int tiles = rowsAtOnce * src.tilesX();
    // An odd number of vectors keeps the 36 places of a tile out of the same cache set.
    int vStep = tiles * width + ConvTiles.LANES;
    int dStep = tiles * height + ConvTiles.LANES;
    float[] v = (float[]) ConvScratch.FLOATS.take(PLACES * vStep);
    float[] d = (float[]) ConvScratch.FLOATS.take(PLACES * dStep);
    float[] sums = (float[]) ConvScratch.FLOATS.take(PLACES * width * height);
    for (int group = 0; group < groups; group++) {
      int g = group;
      for (int from = 0; from < src.rows(); from += rowsAtOnce) {
        int first = from;
        int rows = Math.min(rowsAtOnce, src.rows() - from);
        parallel(
            Math.ceilDiv(rows, TASK_ROWS),
            task -> {
              int row = task * TASK_ROWS;
              int count = Math.min(TASK_ROWS, rows - row);
              int tile = row * src.tilesX();
              src.transform(math, (float[]) a, g, first + row, count, v, tile * width, vStep);
              transformSlopes(math, (float[]) b, g, first + row, count, d, tile * height, dStep);
            });
        parallel(
            PLACES,
            place ->
                multiply(
                    math,
                    v,
                    place * vStep,
                    d,
                    place * dStep,
                    rows * src.tilesX(),
                    sums,
                    place * width * height,
                    first > 0));
      }
      parallel(
          width / ConvTiles.LANES,
          i -> transformSums(math, sums, i * ConvTiles.LANES, (float[]) result, g));
    }
    ConvScratch.FLOATS.give(v);
    ConvScratch.FLOATS.give(d);
    ConvScratch.FLOATS.give(sums);
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

  /// The product of one place: `sums[c][k] (+)= Σ over tiles v[tile][c] · d[tile][k]`.
  private void multiply(
      ConvTiles math,
      float[] v,
      int vAt,
      float[] d,
      int dAt,
      int tiles,
      float[] sums,
      int at,
      boolean add) {
    for (int first = 0; first < height; first += BLOCK) {
      math.multiplyColumns(
          v,
          vAt,
          width,
          width,
          tiles,
          d,
          dAt + first,
          height,
          Math.min(BLOCK, height - first),
          sums,
          at + first,
          height,
          add);
    }
  }

  /// Transforms the sums of [ConvTiles#LANES] source channels back into slopes of weights.
  private void transformSums(ConvTiles math, float[] sums, int from, float[] dw, int group) {
    int size = ConvTiles.LANES * height;
    int place = width * height;
    float[] half = (float[]) ConvScratch.FLOATS.take(3 * IN * size);
    float[] nine = (float[]) ConvScratch.FLOATS.take(9 * size);
    for (int j = 0; j < IN; j++) {
      math.weightSlopes(
          sums, j * place + from * height, IN * place, half, j * size, IN * size, size);
    }
    for (int i = 0; i < 3; i++) {
      math.weightSlopes(half, i * IN * size, size, nine, i * 3 * size, size, size);
    }
    int channels = Math.min(ConvTiles.LANES, c - from);
    for (int j = 0; j < k; j++) {
      int to = ((group * k + j) * c + from) * 9;
      for (int i = 0; i < channels; i++) {
        for (int t = 0; t < 9; t++) {
          dw[to + i * 9 + t] = nine[t * size + i * height + j];
        }
      }
    }
    ConvScratch.FLOATS.give(half);
    ConvScratch.FLOATS.give(nine);
  }
}
