package dev.cien.tensor.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The geometry that turns every convolution, and the gradient by its input, into the same simple
/// sum.
///
/// The source image is copied ("packed") into planes, one per channel and residue of the stride,
/// with its border of zeros. Rows of a plane lie `extent` apart, and so do rows of the output grid,
/// so that the output position `q` of a grid reads element `q + offset(tap)` of a plane, whatever
/// the stride, dilation and padding were:
///
/// ```
/// result[j][q] = sum over t of  weight[j][t] * packed[q + offset[t]],     t = (tap, source channel)
/// ```
///
/// Positions between the end of one row and the start of the next compute something that nobody
/// reads.
///
/// The forward pass has one such sum. The gradient by the input has one for each residue of the
/// stride: pixels of `dx` with different residues see different taps of the kernel.
final class ConvGrid {
  /// One sum: the taps of the kernel that take part and the pixels that it produces.
  ///
  /// @param taps positions in the flattened kernel, in the order of summation, which is that of the
  ///   source pixels
  /// @param plane per tap, which of the planes of a channel it reads
  /// @param shift per tap and axis, how far from the output position it reads
  /// @param dstStart per axis, the destination coordinate of grid position 0
  record Pass(int[] taps, int[] plane, int[][] shift, int[] dstStart) {}

  final int images;
  final int groups;
  final int srcChannels;
  final int dstChannels;
  final int[] src;
  final int[] dst;
  final int[] srcStart;
  final int[] srcStep;
  final int[] dstStep;
  final int[] span;
  final int[] reach;
  final int[][] residues;
  final List<Pass> passes;

  private ConvGrid(
      ConvShape s,
      int srcChannels,
      int dstChannels,
      int[] src,
      int[] dst,
      int[] srcStart,
      int[] srcStep,
      int[] dstStep,
      int[] span,
      int[] reach,
      int[][] residues,
      List<Pass> passes) {
    this.images = s.n();
    this.groups = s.groups();
    this.srcChannels = srcChannels;
    this.dstChannels = dstChannels;
    this.src = src;
    this.dst = dst;
    this.srcStart = srcStart;
    this.srcStep = srcStep;
    this.dstStep = dstStep;
    this.span = span;
    this.reach = reach;
    this.residues = residues;
    this.passes = passes;
  }

  /// The sum that computes `y` from `x`.
  static ConvGrid forward(ConvShape s) {
    int[] kernel = ConvShape.three(s.kernel(), 1);
    int[] stride = ConvShape.three(s.stride(), 1);
    int[] dilation = ConvShape.three(s.dilation(), 1);
    int[] padLow = ConvShape.three(s.padLow(), 0);
    int[] reach = new int[3];
    int[] start = new int[3];
    for (int a = 0; a < 3; a++) {
      reach[a] = (kernel[a] - 1) * dilation[a] / stride[a];
      start[a] = -padLow[a];
    }
    int count = ConvShape.product(kernel);
    List<int[]> residues = new ArrayList<>();
    int[] taps = new int[count];
    int[] plane = new int[count];
    int[][] shift = new int[count][3];
    for (int t = 0; t < count; t++) {
      int[] at = {t / (kernel[1] * kernel[2]), t / kernel[2] % kernel[1], t % kernel[2]};
      int[] residue = new int[3];
      for (int a = 0; a < 3; a++) {
        residue[a] = at[a] * dilation[a] % stride[a];
        shift[t][a] = at[a] * dilation[a] / stride[a];
      }
      taps[t] = t;
      plane[t] = indexOf(residues, residue);
    }
    int[] out = ConvShape.three(s.out(), 1);
    Pass pass = new Pass(taps, plane, shift, new int[3]);
    return new ConvGrid(
        s,
        s.c() / s.groups(),
        s.k() / s.groups(),
        ConvShape.three(s.in(), 1),
        out,
        start,
        stride,
        new int[] {1, 1, 1},
        out,
        reach,
        residues.toArray(new int[0][]),
        List.of(pass));
  }

  /// The sums that compute `dx` from `dy`.
  static ConvGrid inputGradient(ConvShape s) {
    int[] kernel = ConvShape.three(s.kernel(), 1);
    int[] stride = ConvShape.three(s.stride(), 1);
    int[] dilation = ConvShape.three(s.dilation(), 1);
    int[] padLow = ConvShape.three(s.padLow(), 0);
    int[] in = ConvShape.three(s.in(), 1);
    int[] first = new int[3];
    int[] span = new int[3];
    int[] reach = new int[3];
    int[] start = new int[3];
    for (int a = 0; a < 3; a++) {
      first[a] = Math.floorDiv(padLow[a], stride[a]);
      span[a] = Math.floorDiv(in[a] - 1 + padLow[a], stride[a]) - first[a] + 1;
      reach[a] = (kernel[a] - 1) * dilation[a] / stride[a];
      start[a] = first[a] - reach[a];
    }
    List<Pass> passes = new ArrayList<>();
    for (int r = 0; r < ConvShape.product(stride); r++) {
      int[] residue = {r / (stride[1] * stride[2]), r / stride[2] % stride[1], r % stride[2]};
      passes.add(gradientPass(kernel, stride, dilation, reach, first, padLow, residue));
    }
    return new ConvGrid(
        s,
        s.k() / s.groups(),
        s.c() / s.groups(),
        ConvShape.three(s.out(), 1),
        in,
        start,
        new int[] {1, 1, 1},
        stride,
        span,
        reach,
        new int[][] {new int[3]},
        passes);
  }

  private static Pass gradientPass(
      int[] kernel,
      int[] stride,
      int[] dilation,
      int[] reach,
      int[] first,
      int[] padLow,
      int[] residue) {
    int count = ConvShape.product(kernel);
    int[] taps = new int[count];
    int[][] shift = new int[count][3];
    int used = 0;
    // Backwards, so that taps come in the order of the source pixels that they read.
    for (int t = count - 1; t >= 0; t--) {
      int[] at = {t / (kernel[1] * kernel[2]), t / kernel[2] % kernel[1], t % kernel[2]};
      boolean takesPart = true;
      for (int a = 0; a < 3; a++) {
        takesPart &= at[a] * dilation[a] % stride[a] == residue[a];
        shift[used][a] = reach[a] - at[a] * dilation[a] / stride[a];
      }
      if (takesPart) {
        taps[used++] = t;
      }
    }
    int[] dstStart = new int[3];
    for (int a = 0; a < 3; a++) {
      dstStart[a] = first[a] * stride[a] + residue[a] - padLow[a];
    }
    return new Pass(Arrays.copyOf(taps, used), new int[used], Arrays.copyOf(shift, used), dstStart);
  }

  private static int indexOf(List<int[]> residues, int[] residue) {
    for (int i = 0; i < residues.size(); i++) {
      if (Arrays.equals(residues.get(i), residue)) {
        return i;
      }
    }
    residues.add(residue);
    return residues.size() - 1;
  }

  /// Planes that one source channel is packed into.
  int planesPerChannel() {
    return residues.length;
  }
}
