package dev.cien.tensor.cpu;

import java.util.Arrays;

/// The sizes of one convolution over one, two or three spatial axes.
///
/// With `x` of shape `[n, c, in...]`, `w` of shape `[k, c / groups, kernel...]` and `y` of shape
/// `[n, k, out...]`,
///
/// ```
/// y[b, o, p] = sum over i, r of  w[o, i, r] * x[b, i', p * stride + r * dilation - padLow]
/// ```
///
/// where `i'` is channel `i` of the group that output channel `o` belongs to and `x` is zero
/// outside its bounds. Padding may be negative, which crops. `out` is normally [#outputSize]; it
/// may be smaller, in which case the last positions are not computed (a transposed convolution with
/// output padding needs that).
///
/// @param n images in the batch
/// @param c input channels, a multiple of `groups`
/// @param k output channels, a multiple of `groups`
/// @param groups number of independent channel groups; `groups == c` is a depthwise convolution
/// @param in spatial sizes of the input, one entry per spatial axis
/// @param kernel sizes of the window
/// @param out spatial sizes of the output
/// @param stride steps between neighbouring windows
/// @param padLow zeros in front of each axis
/// @param padHigh zeros behind each axis
/// @param dilation steps between neighbouring elements of a window
public record ConvShape(
    int n,
    int c,
    int k,
    int groups,
    int[] in,
    int[] kernel,
    int[] out,
    int[] stride,
    int[] padLow,
    int[] padHigh,
    int[] dilation) {

  public ConvShape {
    int rank = in.length;
    if (rank < 1 || rank > 3) {
      throw new IllegalArgumentException(
          "convolution: expected 1 to 3 spatial axes, found " + rank);
    }
    for (int[] each : new int[][] {kernel, out, stride, padLow, padHigh, dilation}) {
      if (each.length != rank) {
        throw new IllegalArgumentException(
            "convolution: every size list needs "
                + rank
                + " entries like in="
                + Arrays.toString(in)
                + ", found "
                + Arrays.toString(each));
      }
    }
    if (n < 0 || c < 0 || k < 0 || groups < 1 || c % groups != 0 || k % groups != 0) {
      throw new IllegalArgumentException(
          "convolution: groups must be at least 1 and divide both channel counts, found n="
              + n
              + " c="
              + c
              + " k="
              + k
              + " groups="
              + groups);
    }
    for (int a = 0; a < rank; a++) {
      if (kernel[a] < 1 || stride[a] < 1 || dilation[a] < 1 || in[a] < 0) {
        throw new IllegalArgumentException(
            "convolution: kernel, stride and dilation must be at least 1 and in at least 0, found"
                + " in="
                + Arrays.toString(in)
                + " kernel="
                + Arrays.toString(kernel)
                + " stride="
                + Arrays.toString(stride)
                + " dilation="
                + Arrays.toString(dilation));
      }
      int fits = outputSize(in[a], kernel[a], stride[a], padLow[a], padHigh[a], dilation[a]);
      if (out[a] < 0 || out[a] > fits) {
        throw new IllegalArgumentException(
            "convolution: axis "
                + a
                + " has room for "
                + fits
                + " windows, found out="
                + Arrays.toString(out)
                + " with in="
                + Arrays.toString(in)
                + " kernel="
                + Arrays.toString(kernel)
                + " padLow="
                + Arrays.toString(padLow)
                + " padHigh="
                + Arrays.toString(padHigh));
      }
    }
  }

  /// The shape of a convolution whose `out` is the largest that fits.
  public static ConvShape of(
      int n,
      int c,
      int k,
      int groups,
      int[] in,
      int[] kernel,
      int[] stride,
      int[] padLow,
      int[] padHigh,
      int[] dilation) {
    int[] out = new int[in.length];
    for (int a = 0; a < in.length; a++) {
      out[a] = outputSize(in[a], kernel[a], stride[a], padLow[a], padHigh[a], dilation[a]);
    }
    return new ConvShape(n, c, k, groups, in, kernel, out, stride, padLow, padHigh, dilation);
  }

  /// How many windows fit: `floor((in + low + high - dilation * (kernel - 1) - 1) / stride) + 1`,
  /// at least zero.
  public static int outputSize(
      int in, int kernel, int stride, int padLow, int padHigh, int dilation) {
    int free = in + padLow + padHigh - dilation * (kernel - 1) - 1;
    return free < 0 ? 0 : free / stride + 1;
  }

  /// Number of elements of `x`.
  public int inputLength() {
    return Math.toIntExact((long) n * c * product(in));
  }

  /// Number of elements of `w`.
  public int weightLength() {
    return Math.toIntExact((long) k * (c / groups) * product(kernel));
  }

  /// Number of elements of `y`.
  public int outputLength() {
    return Math.toIntExact((long) n * k * product(out));
  }

  /// Multiply-adds of one pass (forward or either gradient), borders included.
  public long multiplyAdds() {
    return (long) outputLength() * (c / groups) * product(kernel);
  }

  static int product(int[] sizes) {
    int p = 1;
    for (int s : sizes) {
      p = Math.multiplyExact(p, s);
    }
    return p;
  }

  /// The list extended to three axes by leading entries.
  static int[] three(int[] sizes, int lead) {
    int[] all = {lead, lead, lead};
    System.arraycopy(sizes, 0, all, 3 - sizes.length, sizes.length);
    return all;
  }
}
