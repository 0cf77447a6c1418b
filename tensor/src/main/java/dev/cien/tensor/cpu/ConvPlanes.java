package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;

/// Convolution, or the gradient by its input, whose vectors run along pixels: see [ConvGrid].
final class ConvPlanes extends ConvPlan {
  private static final int PACKED_LIMIT = 96 * 1024;

  private final boolean single;
  private final ConvGrid grid;
  private final ConvStrips strips;
  private final ConvPixels src;
  private final ConvPixels dst;

  private final int rowStep;
  private final int channelStep;
  private final int groupStep;

  /// Where each element of the depth of each pass reads.
  private final int[][] offsets;

  /// Where the packed weights of each pass begin.
  private final int[] weightsAt;

  private final ConvCut cut;
  private final int perPlane;
  private final int pitch;

  /// @param gradient whether this is the gradient by the input
  /// @param from layout of the source
  /// @param to layout of the result
  ConvPlanes(
      ConvShape s, ConvGrid grid, boolean gradient, DType type, ConvLayout from, ConvLayout to) {
    super(s, ConvWarmer.PLANES);
    this.single = type == DType.FLOAT32;
    this.grid = grid;
    this.src = new ConvPixels(from, grid.groups * grid.srcChannels, grid.src);
    this.dst = new ConvPixels(to, grid.groups * grid.dstChannels, grid.dst);
    int taps = ConvShape.product(s.kernel());
    int row = s.c() / s.groups() * taps;
    this.rowStep = gradient ? taps : row;
    this.channelStep = gradient ? row : taps;
    this.groupStep = grid.dstChannels * grid.srcChannels * taps;
    int blocks = Math.ceilDiv(grid.dstChannels, ConvArithmetic.ROWS);
    this.offsets = new int[grid.passes.size()][];
    this.weightsAt = new int[offsets.length + 1];
    this.perPlane = grid.srcChannels * grid.planesPerChannel();
    this.strips = new ConvStrips(grid, Math.clamp(PACKED_LIMIT / perPlane, 256, 2048));
    for (int p = 0; p < offsets.length; p++) {
      offsets[p] = strips.depth(grid.passes.get(p), grid.srcChannels);
      weightsAt[p + 1] =
          weightsAt[p] + grid.groups * blocks * offsets[p].length * ConvArithmetic.ROWS;
    }
    this.cut = ConvCut.of(s.multiplyAdds(), strips.count, grid.groups, blocks);
    this.pitch = strips.positions + ConvArithmetic.LANES;
  }

  @Override
  void run(Object a, Object w, Object result, boolean vectors) {
    ConvArithmetic math = ConvKernels.planes(single, vectors);
    Object packed = math.scratch().take(weightsAt[offsets.length]);
    parallel(
        grid.groups * cut.blocks(),
        i -> packWeights(math, w, packed, i / cut.blocks(), i % cut.blocks()));
    parallel(strips.count * cut.tasks(), task -> strip(math, a, packed, result, task));
    math.scratch().give(packed);
  }

  private void packWeights(ConvArithmetic math, Object w, Object packed, int group, int block) {
    int first = block * ConvArithmetic.ROWS;
    for (int p = 0; p < offsets.length; p++) {
      math.packWeights(
          w,
          group * groupStep + first * rowStep,
          rowStep,
          Math.min(ConvArithmetic.ROWS, grid.dstChannels - first),
          channelStep,
          grid.srcChannels,
          grid.passes.get(p).taps(),
          packed,
          packedAt(p, group, block));
    }
  }

  private int packedAt(int pass, int group, int block) {
    return weightsAt[pass]
        + (group * cut.blocks() + block) * offsets[pass].length * ConvArithmetic.ROWS;
  }

  private void strip(ConvArithmetic math, Object from, Object packed, Object to, int task) {
    int strip = cut.strip(task);
    Object planes = math.scratch().take(perPlane * strips.plane);
    Object rows = math.scratch().take(ConvArithmetic.ROWS * pitch);
    for (int group = cut.firstGroup(task); group < cut.endGroup(task); group++) {
      ConvCopy.pack(strips, strip, src, from, group * grid.srcChannels, grid.srcChannels, planes);
      for (int p = 0; p < offsets.length; p++) {
        for (int block = cut.firstBlock(task); block < cut.endBlock(task); block++) {
          int first = block * ConvArithmetic.ROWS;
          int channels = Math.min(ConvArithmetic.ROWS, grid.dstChannels - first);
          ConvCopy.clear(rows, 0, ConvArithmetic.computed(channels) * pitch);
          accumulate(
              math, planes, offsets[p], packed, packedAt(p, group, block), channels, rows, strip);
          ConvCopy.unpack(
              strips,
              strip,
              grid.passes.get(p),
              rows,
              pitch,
              dst,
              to,
              group * grid.dstChannels + first,
              channels);
        }
      }
    }
    math.scratch().give(planes);
    math.scratch().give(rows);
  }

  private void accumulate(
      ConvArithmetic math,
      Object planes,
      int[] offset,
      Object packed,
      int packedAt,
      int channels,
      Object rows,
      int strip) {
    boolean apart = strips.imagesApart();
    int runs = apart ? strips.imagesOf(strip) : 1;
    int size = ConvStrips.tiles(apart ? strips.imageEnd(strip) : strips.end(strip));
    for (int b = 0; b < runs; b++) {
      int first = strips.position(b, 0, 0, 0);
      math.accumulate(planes, offset, packed, packedAt, channels, rows, pitch, first, size);
    }
  }
}
