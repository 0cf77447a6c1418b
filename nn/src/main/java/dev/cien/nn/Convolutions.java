package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the convolution layers share.
final class Convolutions {
  private Convolutions() {}

  /// The first values of a convolution layer.
  record Parameters(Variable weight, Variable bias) {}

  static Parameters start(
      String layer, int in, int out, int[] kernel, int spatial, Window window, Rng rng) {
    check(layer, in, out, kernel, spatial, window);
    return draw(out, out, in / window.groups(), kernel, rng);
  }

  static Parameters startTransposed(
      String layer, int in, int out, int[] kernel, int spatial, Window window, Rng rng) {
    check(layer, in, out, kernel, spatial, window);
    return draw(out, in, out / window.groups(), kernel, rng);
  }

  private static Parameters draw(int bias, int first, int second, int[] kernel, Rng rng) {
    int[] dims = IntStream.concat(IntStream.of(first, second), Arrays.stream(kernel)).toArray();
    double bound = 1 / Math.sqrt(Init.fanIn(dims));
    return new Parameters(
        Variable.of("weight", Init.uniform(rng, bound, dims)),
        Variable.of("bias", Init.uniform(rng, bound, bias)));
  }

  private static void check(
      String layer, int in, int out, int[] kernel, int spatial, Window window) {
    Checks.positive(layer, "in", in);
    Checks.positive(layer, "out", out);
    if (kernel.length != spatial || Arrays.stream(kernel).anyMatch(size -> size < 1)) {
      throw new TensorException(
          layer
              + ": expected "
              + spatial
              + " kernel sizes of 1 or more, found "
              + Arrays.toString(kernel)
              + ".");
    }
    if (in % window.groups() != 0 || out % window.groups() != 0) {
      throw new TensorException(
          layer
              + ": expected channels that "
              + window.groups()
              + " groups divide, found in = "
              + in
              + ", out = "
              + out
              + ".");
    }
  }

  static Tensor forward(
      Object layer,
      Variable weight,
      Optional<Variable> bias,
      Window window,
      PaddingMode mode,
      Tensor x) {
    int spatial = weight.shape().rank() - 2;
    Checks.channels(layer, weight, weight.shape().dim(1) * window.groups(), spatial, x);
    PaddingMode.Padded padded = mode.of(layer, x, window, spatial);
    return shifted(padded.x().conv(weight.value(), padded.window()), bias);
  }

  static Tensor forwardTransposed(
      Object layer,
      Variable weight,
      Optional<Variable> bias,
      Window window,
      int outputPadding,
      Tensor x) {
    int spatial = weight.shape().rank() - 2;
    Checks.channels(layer, weight, weight.shape().dim(0), spatial, x);
    return shifted(x.convTranspose(weight.value(), window, outputPadding), bias);
  }

  private static Tensor shifted(Tensor y, Optional<Variable> bias) {
    int[] perChannel =
        IntStream.range(0, y.shape().rank()).map(d -> d == 1 ? y.shape().dim(1) : 1).toArray();
    return bias.map(b -> y.add(b.value().reshape(perChannel))).orElse(y);
  }

  static String describe(
      String layer, Variable weight, Optional<Variable> bias, Window window, PaddingMode mode) {
    int[] dims = weight.shape().dims();
    String how =
        mode == PaddingMode.ZEROS ? "" : ", padded " + mode.name().toLowerCase(Locale.ROOT);
    return describe(layer, dims[1] * window.groups(), dims[0], dims, bias, window + how);
  }

  static String describeTransposed(
      String layer, Variable weight, Optional<Variable> bias, Window window) {
    int[] dims = weight.shape().dims();
    return describe(layer, dims[0], dims[1] * window.groups(), dims, bias, window.toString());
  }

  private static String describe(
      String layer, int in, int out, int[] dims, Optional<Variable> bias, String window) {
    return layer
        + "(in="
        + in
        + ", out="
        + out
        + ", kernel="
        + Arrays.toString(Arrays.copyOfRange(dims, 2, dims.length))
        + ", "
        + window
        + ", bias="
        + bias.isPresent()
        + ")";
  }
}
