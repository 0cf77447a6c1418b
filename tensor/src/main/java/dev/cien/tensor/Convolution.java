package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.ShapeRules;
import java.util.Arrays;

/// Records convolutions after checking that channels, groups and sizes fit.
final class Convolution {
  private Convolution() {}

  /// See [Tensor#conv].
  static Tensor forward(Tensor self, Tensor weight, Window window) {
    checkAxes("conv", self, weight);
    Shape x = self.shape();
    Shape w = weight.shape();
    requireGroups("conv", "output", w.dim(0), weight, window);
    if (x.dim(1) != w.dim(1) * window.groups()) {
      throw new ShapeException(
          "conv: input "
              + x
              + " has "
              + x.dim(1)
              + " channels, weight "
              + Recorder.describe(weight)
              + " in "
              + window.groups()
              + " group(s) expects "
              + w.dim(1) * window.groups()
              + ". Usual cause: a layer built for another number of channels, or images stored"
              + " channels-last; fix: permute(0, 3, 1, 2).");
    }
    int[] kernel = Arrays.copyOfRange(w.dims(), 2, w.rank());
    Op.Geometry geometry = window.over("conv", x, kernel, "weight " + Recorder.describe(weight));
    DType dtype = floatOf(self, weight);
    return Recorder.record(new Op.Conv(geometry), self.cast(dtype), weight.cast(dtype));
  }

  /// See [Tensor#convTranspose].
  static Tensor transposed(Tensor self, Tensor weight, Window window, int... outputPadding) {
    int spatial = checkAxes("convTranspose", self, weight);
    Shape x = self.shape();
    requireGroups("convTranspose", "input", weight.shape().dim(0), weight, window);
    if (x.dim(1) != weight.shape().dim(0)) {
      throw new ShapeException(
          "convTranspose: input "
              + x
              + " has "
              + x.dim(1)
              + " channels, weight "
              + Recorder.describe(weight)
              + " expects "
              + weight.shape().dim(0)
              + " (its first axis). Usual cause: a layer built for another number of channels.");
    }
    Op.Geometry g = window.geometry("convTranspose", spatial);
    int[] none = {0};
    int[] more = outputPadding.length == 0 ? none : outputPadding;
    int[] extra = Window.each("convTranspose", "outputPadding", more, spatial);
    int[] kernel = Arrays.copyOfRange(weight.shape().dims(), 2, spatial + 2);
    Window.requireSome("convTranspose", kernel, "weight " + Recorder.describe(weight));
    int[] out = new int[spatial];
    int[] high = new int[spatial];
    int[] beyond = new int[spatial];
    for (int d = 0; d < spatial; d++) {
      int stride = g.stride().get(d);
      if (extra[d] < 0 || extra[d] >= Math.max(stride, g.dilation().get(d))) {
        throw new ShapeException(
            "convTranspose: expected an outputPadding from 0 to less than the stride "
                + stride
                + " or the dilation "
                + g.dilation().get(d)
                + ", found "
                + extra[d]
                + " for an input "
                + x
                + ". It chooses between the sizes that a convolution of that stride maps to one;"
                + " fix: pad the result for more.");
      }
      // No convolution maps a whole stride more to the same size. What is asked for then is what
      // the padding cut off, and zeros after that.
      int uncut = extra[d] < stride ? 0 : Math.min(extra[d], g.padHigh().get(d));
      beyond[d] = extra[d] < stride ? 0 : extra[d] - uncut;
      high[d] = g.padHigh().get(d) - uncut;
      out[d] =
          ShapeRules.extent(
              "convTranspose",
              d + 2,
              (x.dim(d + 2) - 1L) * stride
                  - g.padLow().get(d)
                  - g.padHigh().get(d)
                  + g.dilation().get(d) * (kernel[d] - 1L)
                  + extra[d]
                  - beyond[d]
                  + 1);
      if (out[d] < 1) {
        throw new ShapeException(
            "convTranspose: weight "
                + Recorder.describe(weight)
                + " with "
                + window
                + " makes "
                + (out[d] + beyond[d])
                + " elements of the "
                + x.dim(d + 2)
                + " along axis "
                + (d + 2)
                + " of the input "
                + x
                + ", expected 1 or more. Usual cause: padding, which cuts elements off here; fix:"
                + " less padding or a larger kernel.");
      }
    }
    DType dtype = floatOf(self, weight);
    Op.Geometry cut =
        new Op.Geometry(g.stride(), g.padLow(), Op.list(high), g.dilation(), g.groups());
    Tensor y =
        Recorder.record(new Op.ConvInput(cut, Op.list(out)), self.cast(dtype), weight.cast(dtype));
    for (int d = 0; d < spatial; d++) {
      y = y.pad(d + 2, 0, beyond[d], 0);
    }
    return y;
  }

  private static int checkAxes(String operation, Tensor self, Tensor weight) {
    int spatial = self.shape().rank() - 2;
    if (spatial < 1 || spatial > 3 || weight.shape().rank() != spatial + 2) {
      throw new ShapeException(
          operation
              + ": expected an input [N, C, 1 to 3 spatial axes] and a weight of as many axes,"
              + " found "
              + self.shape()
              + " and "
              + Recorder.describe(weight)
              + ". Usual cause: a missing batch axis; fix: unsqueeze(0).");
    }
    return spatial;
  }

  private static void requireGroups(
      String operation, String side, int channels, Tensor weight, Window window) {
    if (channels % window.groups() != 0) {
      throw new ShapeException(
          operation
              + ": expected "
              + side
              + " channels that "
              + window.groups()
              + " groups divide, found "
              + channels
              + " in the first axis of weight "
              + Recorder.describe(weight)
              + ". Usual cause: a weight made for another number of groups; fix: withGroups.");
    }
  }

  private static DType floatOf(Tensor x, Tensor weight) {
    return DType.promote(DType.promote(x.dtype(), weight.dtype()), DType.FLOAT32);
  }
}
