package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;

/// The gradient by the weights whose vectors run along pixels, see [ConvCorrelation].
///
/// The strips of the images are cut into parts whose sums are added at the end, in their order; the
/// channels into rectangles that fit the first-level cache.
final class ConvPlanesWeight extends ConvPlan {
  private static final int CORRELATED_POSITIONS = 1280;
  private static final int MULTIPLIED_POSITIONS = 512;
  private static final int HELD = 64 * 1024;

  /// Fewest result channels, and weights of one of them, for which products win over correlations.
  private static final int PRODUCT_CHANNELS = 24;

  private static final int PRODUCT_WEIGHTS = 128;
  private static final int PARTIALS_LIMIT = 1 << 24;

  /// Elements of the partial sums that are added by one task.
  private static final int PIECE = 1 << 14;

  private final boolean single;

  /// Whether the sums are matrix products; otherwise they are correlations.
  private final boolean products;

  private final ConvGrid grid;
  private final ConvStrips strips;
  private final ConvPixels src;
  private final ConvPixels slopes;
  private final int size;
  private final int[] offsets;
  private final int pitch;
  private final int channelsAtOnce;
  private final int rowsAtOnce;
  private final int groupsAtOnce;
  private final int channelRanges;
  private final int rowRanges;
  private final int rectangles;
  private final int stripsAtOnce;
  private final int parts;

  ConvPlanesWeight(ConvShape s, DType type, ConvLayout x, ConvLayout dy) {
    super(s, products(s, type) ? ConvWarmer.TILES : ConvWarmer.PLANES);
    this.single = type == DType.FLOAT32;
    this.grid = ConvGrid.forward(s);
    this.products = products(s, type);
    this.strips = new ConvStrips(grid, products ? MULTIPLIED_POSITIONS : CORRELATED_POSITIONS);
    this.src = new ConvPixels(x, s.c(), grid.src);
    this.slopes = new ConvPixels(dy, s.k(), grid.dst);
    this.size = s.weightLength();
    this.pitch = strips.positions + ConvArithmetic.LANES;
    int rowBlocks =
        Math.ceilDiv(
            even(grid.dstChannels, HELD / (products ? MULTIPLIED_POSITIONS : pitch)),
            ConvArithmetic.CHANNELS);
    this.rowsAtOnce = rowBlocks * ConvArithmetic.CHANNELS;
    int perChannel = grid.planesPerChannel() * strips.plane;
    int sums = ConvShape.product(s.kernel()) * rowsAtOnce;
    this.channelsAtOnce =
        even(grid.srcChannels, HELD / (products ? Math.max(sums, perChannel) : perChannel));
    this.channelRanges = Math.ceilDiv(grid.srcChannels, channelsAtOnce);
    this.rowRanges = Math.ceilDiv(grid.dstChannels, rowsAtOnce);
    this.groupsAtOnce =
        Math.clamp(ConvCut.TASK / Math.max(1, s.multiplyAdds() / grid.groups), 1, grid.groups);
    this.rectangles = Math.ceilDiv(grid.groups, groupsAtOnce) * channelRanges * rowRanges;
    int most =
        Math.clamp(
            Math.min(s.multiplyAdds() / ConvCut.TASK, PARTIALS_LIMIT / size), 1, strips.count);
    this.stripsAtOnce =
        Math.ceilDiv(strips.count, Math.clamp(Math.ceilDiv(ConvCut.TASKS, rectangles), 1, most));
    this.parts = Math.ceilDiv(strips.count, stripsAtOnce);
    this.offsets = strips.weights(grid.passes.getFirst(), channelsAtOnce);
  }

  private static boolean products(ConvShape s, DType type) {
    int kernel = ConvShape.product(s.kernel());
    return type == DType.FLOAT32
        && kernel > 1
        && s.k() / s.groups() >= PRODUCT_CHANNELS
        && s.c() / s.groups() * kernel >= PRODUCT_WEIGHTS;
  }

  @Override
  void run(Object x, Object dy, Object dw, boolean vectors) {
    ConvArithmetic math = ConvKernels.planes(single, vectors);
    Object partial = parts == 1 ? dw : math.scratch().take(parts * size);
    ConvRectangle rectangle =
        products
            ? new ConvProducts(
                grid,
                strips,
                ConvKernels.tiles(vectors),
                offsets,
                src,
                (float[]) x,
                slopes,
                (float[]) dy,
                (float[]) partial)
            : new ConvCorrelation(grid, strips, math, offsets, pitch, src, x, slopes, dy, partial);
    parallel(parts * rectangles, task -> rectangle(rectangle, task));
    if (parts > 1) {
      parallel(Math.ceilDiv(size, PIECE), task -> fold(math, partial, dw, task * PIECE));
      math.scratch().give(partial);
    }
  }

  private void rectangle(ConvRectangle rectangle, int task) {
    int part = task / rectangles;
    int rest = task % rectangles;
    int rows = rest % rowRanges * rowsAtOnce;
    int channel = rest / rowRanges % channelRanges * channelsAtOnce;
    int group = rest / rowRanges / channelRanges * groupsAtOnce;
    for (int i = group; i < Math.min(grid.groups, group + groupsAtOnce); i++) {
      rectangle.run(
          part * stripsAtOnce,
          Math.min(strips.count, (part + 1) * stripsAtOnce),
          i,
          channel,
          Math.min(channelsAtOnce, grid.srcChannels - channel),
          rows,
          Math.min(rowsAtOnce, grid.dstChannels - rows),
          part * size);
    }
  }

  private void fold(ConvArithmetic math, Object partial, Object dw, int from) {
    int length = Math.min(PIECE, size - from);
    System.arraycopy(partial, from, dw, from, length);
    for (int part = 1; part < parts; part++) {
      math.add(partial, part * size + from, dw, from, length);
    }
  }

  /// The size of equal pieces of `total` that are at most `most` (at least 1) long.
  private static int even(int total, int most) {
    return Math.ceilDiv(total, Math.max(1, Math.ceilDiv(total, Math.max(1, most))));
  }
}
