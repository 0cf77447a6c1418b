package dev.cien.tensor.cpu;

import java.util.function.IntConsumer;

/// Convolution and its two gradients on plain row-major arrays.
///
/// `x` is `[n, c, in...]`, `w` is `[k, c / groups, kernel...]`, `y` is `[n, k, out...]`; every
/// method overwrites its last argument. No im2col matrix is made: the input is copied once into
/// planes with a border (see [ConvGrid]) and read in place by register-blocked kernels. The order
/// of additions depends on the shape only, so results have the same bits for any number of threads
/// and any vector width, with and without the Vector API.
public final class Conv {
  /// Below this many multiply-adds the plain loops win, because they are compiled sooner.
  private static final long VECTOR_FROM = 20_000;

  /// Below this many multiply-adds a call stays on the calling thread.
  private static final long PARALLEL_FROM = 200_000;

  /// Multiply-adds that make a task worth handing to another thread.
  private static final long TASK = 1 << 20;

  /// Tasks that a large call is cut into at least, where its shape allows.
  private static final int TASKS = 16;

  private static final int PACKED_LIMIT = 96 * 1024;
  private static final int CORRELATED_POSITIONS = 1280;
  private static final int CORRELATED_LIMIT = 64 * 1024;
  private static final int PARTIALS_LIMIT = 1 << 24;

  private static final ConvArithmetic SCALAR = new ConvScalar();
  private static final ConvArithmetic DOUBLE = new ConvDouble();

  private Conv() {}

  /// `y = x ⋆ w`.
  public static void forward(ConvShape s, float[] x, float[] w, float[] y) {
    forward(s, x, w, y, choose(s));
  }

  /// `y = x ⋆ w` in double precision.
  public static void forward(ConvShape s, double[] x, double[] w, double[] y) {
    forward(s, x, w, y, DOUBLE);
  }

  /// The gradient by `x` for a given gradient by `y`.
  public static void inputGradient(ConvShape s, float[] dy, float[] w, float[] dx) {
    inputGradient(s, dy, w, dx, choose(s));
  }

  /// The gradient by `x` in double precision.
  public static void inputGradient(ConvShape s, double[] dy, double[] w, double[] dx) {
    inputGradient(s, dy, w, dx, DOUBLE);
  }

  /// The gradient by `w` for a given gradient by `y`.
  public static void weightGradient(ConvShape s, float[] x, float[] dy, float[] dw) {
    weightGradient(s, x, dy, dw, choose(s));
  }

  /// The gradient by `w` in double precision.
  public static void weightGradient(ConvShape s, double[] x, double[] dy, double[] dw) {
    weightGradient(s, x, dy, dw, DOUBLE);
  }

  private static ConvArithmetic choose(ConvShape s) {
    return VectorSupport.available() && s.multiplyAdds() >= VECTOR_FROM
        ? VectorHolder.VECTOR
        : SCALAR;
  }

  private static final class VectorHolder {
    static final ConvArithmetic VECTOR = new ConvVector();
  }

  static ConvArithmetic scalar() {
    return SCALAR;
  }

  static ConvArithmetic vector() {
    return VectorHolder.VECTOR;
  }

  static void forward(ConvShape s, Object x, Object w, Object y, ConvArithmetic math) {
    if (s.multiplyAdds() == 0) {
      ConvCopy.clear(y, 0, s.outputLength());
      return;
    }
    int taps = ConvShape.product(s.kernel());
    int row = s.c() / s.groups() * taps;
    sum(ConvGrid.forward(s), s.multiplyAdds(), x, w, row, taps, y, math);
  }

  static void inputGradient(ConvShape s, Object dy, Object w, Object dx, ConvArithmetic math) {
    if (s.multiplyAdds() == 0 || s.inputLength() == 0) {
      ConvCopy.clear(dx, 0, s.inputLength());
      return;
    }
    int taps = ConvShape.product(s.kernel());
    int row = s.c() / s.groups() * taps;
    sum(ConvGrid.inputGradient(s), s.multiplyAdds(), dy, w, taps, row, dx, math);
  }

  /// Computes all passes of a grid.
  ///
  /// @param rowStep distance in `w` between neighbouring result channels
  /// @param channelStep distance in `w` between neighbouring source channels
  private static void sum(
      ConvGrid g,
      long work,
      Object src,
      Object w,
      int rowStep,
      int channelStep,
      Object dst,
      ConvArithmetic math) {
    int perPlane = g.srcChannels * g.planesPerChannel();
    ConvStrips strips = new ConvStrips(g, Math.clamp(PACKED_LIMIT / perPlane, 256, 2048));
    int blocks = ceil(g.dstChannels, ConvArithmetic.ROWS);
    int[][] offsets = new int[g.passes.size()][];
    int[] weightsAt = new int[offsets.length + 1];
    for (int p = 0; p < offsets.length; p++) {
      offsets[p] = strips.offsets(g.passes.get(p), g.srcChannels);
      weightsAt[p + 1] = weightsAt[p] + g.groups * blocks * offsets[p].length * ConvArithmetic.ROWS;
    }
    long perTask = Math.max(1, work / ((long) strips.count * g.groups));
    int groupsAtOnce = Math.clamp(TASK / perTask, 1, g.groups);
    int chunks = ceil(g.groups, groupsAtOnce);
    int splits =
        Math.clamp(ceil(TASKS, strips.count * chunks), 1, Math.clamp(perTask / TASK, 1, blocks));
    int blocksAtOnce = ceil(blocks, splits);
    int pitch = strips.positions + ConvArithmetic.LANES;
    boolean apart = strips.imagesApart();
    Object packed = math.scratch().take(weightsAt[offsets.length]);
    try {
      int groupStep = g.dstChannels * g.srcChannels * Math.min(rowStep, channelStep);
      parallel(
          work,
          g.groups * blocks,
          i -> {
            int group = i / blocks;
            int first = i % blocks * ConvArithmetic.ROWS;
            for (int p = 0; p < offsets.length; p++) {
              math.packWeights(
                  w,
                  group * groupStep + first * rowStep,
                  rowStep,
                  Math.min(ConvArithmetic.ROWS, g.dstChannels - first),
                  channelStep,
                  g.srcChannels,
                  g.passes.get(p).taps(),
                  packed,
                  weightsAt[p] + i * offsets[p].length * ConvArithmetic.ROWS);
            }
          });
      parallel(
          work,
          strips.count * chunks * splits,
          task -> {
            int strip = task / (chunks * splits);
            int chunk = task / splits % chunks;
            int from = task % splits * blocksAtOnce;
            int to = Math.min(blocks, from + blocksAtOnce);
            Object planes = math.scratch().take(perPlane * strips.plane);
            Object rows = math.scratch().take(ConvArithmetic.ROWS * pitch);
            try {
              for (int group = chunk * groupsAtOnce;
                  group < Math.min(g.groups, (chunk + 1) * groupsAtOnce);
                  group++) {
                ConvCopy.pack(
                    strips,
                    strip,
                    src,
                    g.groups * g.srcChannels,
                    group * g.srcChannels,
                    g.srcChannels,
                    planes);
                for (int p = 0; p < offsets.length; p++) {
                  int length = offsets[p].length;
                  for (int block = from; block < to; block++) {
                    int first = block * ConvArithmetic.ROWS;
                    int channels = Math.min(ConvArithmetic.ROWS, g.dstChannels - first);
                    ConvCopy.clear(rows, 0, ConvArithmetic.ROWS * pitch);
                    int at = weightsAt[p] + (group * blocks + block) * length * ConvArithmetic.ROWS;
                    if (apart) {
                      int size = ConvStrips.tiles(strips.imageEnd(strip));
                      for (int b = 0; b < strips.imagesOf(strip); b++) {
                        math.accumulate(
                            planes,
                            offsets[p],
                            packed,
                            at,
                            channels,
                            rows,
                            pitch,
                            strips.position(b, 0, 0, 0),
                            size);
                      }
                    } else {
                      math.accumulate(
                          planes,
                          offsets[p],
                          packed,
                          at,
                          channels,
                          rows,
                          pitch,
                          0,
                          ConvStrips.tiles(strips.end(strip)));
                    }
                    ConvCopy.unpack(
                        strips,
                        strip,
                        g.passes.get(p),
                        rows,
                        pitch,
                        dst,
                        g.groups * g.dstChannels,
                        group * g.dstChannels + first,
                        channels);
                  }
                }
              }
            } finally {
              math.scratch().give(planes);
              math.scratch().give(rows);
            }
          });
    } finally {
      math.scratch().give(packed);
    }
  }

  static void weightGradient(ConvShape s, Object x, Object dy, Object dw, ConvArithmetic math) {
    int size = s.weightLength();
    if (s.multiplyAdds() == 0) {
      ConvCopy.clear(dw, 0, size);
      return;
    }
    ConvGrid g = ConvGrid.forward(s);
    ConvStrips strips = new ConvStrips(g, CORRELATED_POSITIONS);
    int pitch = strips.positions + ConvArithmetic.LANES;
    int channelsAtOnce =
        even(g.srcChannels, CORRELATED_LIMIT / (g.planesPerChannel() * strips.plane));
    int rowBlocks = ceil(even(g.dstChannels, CORRELATED_LIMIT / pitch), ConvArithmetic.CHANNELS);
    int rowsAtOnce = rowBlocks * ConvArithmetic.CHANNELS;
    int channelRanges = ceil(g.srcChannels, channelsAtOnce);
    int rowRanges = ceil(g.dstChannels, rowsAtOnce);
    int groupsAtOnce = Math.clamp(TASK / Math.max(1, s.multiplyAdds() / g.groups), 1, g.groups);
    int chunks = ceil(g.groups, groupsAtOnce);
    int rectangles = chunks * channelRanges * rowRanges;
    int most =
        Math.clamp(Math.min(s.multiplyAdds() / TASK, PARTIALS_LIMIT / size), 1, strips.count);
    int stripsAtOnce = ceil(strips.count, Math.clamp(ceil(TASKS, rectangles), 1, most));
    int parts = ceil(strips.count, stripsAtOnce);
    Object partial = parts == 1 ? dw : math.scratch().take(parts * size);
    try {
      int[] offsets = strips.offsets(g.passes.getFirst(), channelsAtOnce);
      ConvCorrelation rectangle =
          new ConvCorrelation(g, strips, math, offsets, pitch, x, dy, partial);
      parallel(
          s.multiplyAdds(),
          parts * rectangles,
          task -> {
            int part = task / rectangles;
            int rest = task % rectangles;
            int rows = rest % rowRanges * rowsAtOnce;
            int channel = rest / rowRanges % channelRanges * channelsAtOnce;
            int group = rest / rowRanges / channelRanges * groupsAtOnce;
            for (int i = group; i < Math.min(g.groups, group + groupsAtOnce); i++) {
              rectangle.run(
                  part * stripsAtOnce,
                  Math.min(strips.count, (part + 1) * stripsAtOnce),
                  i,
                  channel,
                  Math.min(channelsAtOnce, g.srcChannels - channel),
                  rows,
                  Math.min(rowsAtOnce, g.dstChannels - rows),
                  part * size);
            }
          });
      if (parts > 1) {
        int piece = 1 << 14;
        parallel(
            s.multiplyAdds(),
            ceil(size, piece),
            task -> {
              int from = task * piece;
              int length = Math.min(piece, size - from);
              System.arraycopy(partial, from, dw, from, length);
              for (int part = 1; part < parts; part++) {
                math.add(partial, part * size + from, dw, from, length);
              }
            });
      }
    } finally {
      if (parts > 1) {
        math.scratch().give(partial);
      }
    }
  }

  private static void parallel(long work, int tasks, IntConsumer body) {
    if (work < PARALLEL_FROM || tasks == 1) {
      for (int i = 0; i < tasks; i++) {
        body.accept(i);
      }
    } else {
      Workers.parallelFor(tasks, body);
    }
  }

  /// The size of equal pieces of `total` that are at most `most` (at least 1) long.
  private static int even(int total, int most) {
    return ceil(total, ceil(total, Math.max(1, most)));
  }

  private static int ceil(int total, int each) {
    return (total + each - 1) / each;
  }
}
