package dev.cien.tensor.cpu;

/// A [ConvGrid] cut into strips that fit a cache: some whole images, or a block of one image.
///
/// The cut depends on the shape only, never on the number of threads.
final class ConvStrips {
  private static final int ALIGN = 16;
  private static final int TILE = 32;

  final ConvGrid grid;

  /// Images in a strip.
  final int batch;

  /// Grid positions of a strip per axis, borders between rows not counted.
  final int[] block;

  /// Packed elements per axis: `block + reach`.
  final int[] extent;

  /// Packed elements from one row, slice or image to the next: `extent` less the zeros that
  /// neighbours share.
  final int[] pitch;

  /// Strips in all.
  final int count;

  /// Elements of one packed plane.
  final int plane;

  /// Grid positions of a full strip, rounded up to whole tiles even where each image is rounded up.
  final int positions;

  private final int batches;
  private final int[] blocks;

  /// Cuts the grid so that a strip has about `limit` positions.
  ConvStrips(ConvGrid grid, int limit) {
    this.grid = grid;
    int[] span = grid.span;
    int[] reach = grid.reach;
    int[] len = span.clone();
    long whole = 1;
    for (int a = 0; a < 3; a++) {
      whole *= span[a] + reach[a];
    }
    int most = 1;
    if (whole <= limit) {
      most = (int) Math.max(1, Math.min(limit / whole, grid.images));
    } else {
      long room = limit;
      for (int a = 0; a < 3; a++) {
        long inner = 1;
        for (int b = a + 1; b < 3; b++) {
          inner *= span[b] + reach[b];
        }
        long fits = room / inner - reach[a];
        if (fits >= span[a]) {
          continue;
        }
        len[a] = (int) even(span[a], Math.max(1, fits));
        if (fits >= 1) {
          break;
        }
        room = Math.max(1, room / (1 + reach[a]));
      }
    }
    this.batch = (int) even(grid.images, most);
    this.batches = ceil(grid.images, batch);
    this.block = len;
    this.blocks = new int[3];
    this.extent = new int[3];
    this.pitch = new int[3];
    int strips = batches;
    for (int a = 0; a < 3; a++) {
      blocks[a] = ceil(span[a], len[a]);
      strips = Math.multiplyExact(strips, blocks[a]);
      extent[a] = len[a] + reach[a];
      pitch[a] = extent[a] - (blocks[a] == 1 ? sharedBorder(grid, extent[a], a) : 0);
    }
    this.count = strips;
    int beyond = position(0, reach[0], reach[1], reach[2]);
    int image = position(0, len[0] - 1, len[1] - 1, len[2] - 1) + 1;
    this.positions = tiles(position(batch - 1, 0, 0, 0) + tiles(image));
    // An odd number of cache lines keeps equal positions of neighbouring planes out of the same
    // cache set.
    this.plane = Math.multiplyExact(ceil(Math.addExact(positions, beyond), ALIGN) | 1, ALIGN);
  }

  /// How many zeros behind a row can also be the zeros in front of the next one.
  private static int sharedBorder(ConvGrid grid, int extent, int axis) {
    int shared = grid.reach[axis];
    for (int[] residue : grid.residues) {
      int zero = grid.srcStart[axis] + residue[axis];
      int step = grid.srcStep[axis];
      int from = Math.max(0, Math.ceilDiv(-zero, step));
      int to = Math.min(extent, Math.floorDiv(grid.src[axis] - 1 - zero, step) + 1);
      shared = Math.min(shared, Math.min(from, extent - Math.max(from, to)));
    }
    return Math.max(0, shared);
  }

  private static long even(int total, long most) {
    return total <= most ? total : ceil(total, ceil(total, (int) most));
  }

  private static int ceil(int total, int each) {
    return (total + each - 1) / each;
  }

  /// The first image of a strip.
  int firstImage(int strip) {
    return strip % batches * batch;
  }

  /// Images of a strip.
  int imagesOf(int strip) {
    return Math.min(batch, grid.images - firstImage(strip));
  }

  /// The first grid position of a strip along an axis.
  int low(int strip, int axis) {
    int rest = strip / batches;
    for (int a = 2; a > axis; a--) {
      rest /= blocks[a];
    }
    return rest % blocks[axis] * block[axis];
  }

  /// Grid positions of a strip along an axis.
  int length(int strip, int axis) {
    return Math.min(block[axis], grid.span[axis] - low(strip, axis));
  }

  /// One past the last grid position of a strip that means something.
  int end(int strip) {
    return position(imagesOf(strip) - 1, 0, 0, 0) + imageEnd(strip);
  }

  /// Whether the positions of one image, rounded up to whole tiles, stay clear of those of the
  /// next.
  boolean imagesApart() {
    return tiles(imageEnd(0)) <= position(1, 0, 0, 0);
  }

  /// One past the last grid position of an image that means something, relative to its first.
  int imageEnd(int strip) {
    return position(0, length(strip, 0) - 1, length(strip, 1) - 1, length(strip, 2) - 1) + 1;
  }

  /// A number of positions rounded up to whole tiles of the kernels.
  static int tiles(int positions) {
    return ceil(positions, TILE) * TILE;
  }

  /// The flat grid position of a pixel of a strip.
  int position(int image, int d, int h, int w) {
    return ((image * pitch[0] + d) * pitch[1] + h) * pitch[2] + w;
  }

  /// For each `t = (tap, source channel)` of a pass, where it reads relative to the grid position:
  /// the order of summation.
  int[] depth(ConvGrid.Pass pass, int channels) {
    int[] offsets = new int[pass.taps().length * channels];
    for (int t = 0; t < offsets.length; t++) {
      offsets[t] = offset(pass, t % channels, t / channels);
    }
    return offsets;
  }

  /// For each `t = (source channel, tap)` of a pass, where it reads relative to the grid position:
  /// the order of weights in memory.
  int[] weights(ConvGrid.Pass pass, int channels) {
    int taps = pass.taps().length;
    int[] offsets = new int[taps * channels];
    for (int t = 0; t < offsets.length; t++) {
      offsets[t] = offset(pass, t / taps, t % taps);
    }
    return offsets;
  }

  private int offset(ConvGrid.Pass pass, int channel, int tap) {
    int[] shift = pass.shift()[tap];
    return (channel * grid.planesPerChannel() + pass.plane()[tap]) * plane
        + position(0, shift[0], shift[1], shift[2]);
  }
}
