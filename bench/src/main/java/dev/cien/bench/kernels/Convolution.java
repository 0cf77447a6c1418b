package dev.cien.bench.kernels;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import org.openjdk.jmh.annotations.Param;

/// Convolutions of images and both their gradients.
public class Convolution extends KernelBenchmark {
  /// From `in` to `out` channels of `batch` square images.
  public enum Shape {
    RESNET(32, 64, 64, 32, 3, Window.padding(1)),
    CNN_FIRST(64, 1, 32, 28, 3, Window.of()),
    CNN_SECOND(64, 32, 64, 26, 3, Window.of()),
    UNET_WIDE(32, 64, 32, 28, 3, Window.padding(1)),
    STRIDED(32, 32, 64, 28, 3, Window.stride(2).withPadding(1)),
    POINTWISE(32, 64, 128, 32, 1, Window.of()),
    DEPTHWISE(32, 64, 64, 32, 3, Window.padding(1).withGroups(64)),
    ODD(7, 13, 19, 31, 5, Window.padding(2));

    private final int batch;
    private final int in;
    private final int out;
    private final int size;
    private final int kernel;
    private final Window window;

    Shape(int batch, int in, int out, int size, int kernel, Window window) {
      this.batch = batch;
      this.in = in;
      this.out = out;
      this.size = size;
      this.kernel = kernel;
      this.window = window;
    }
  }

  /// Which of the three.
  public enum Direction {
    FORWARD,
    INPUT_GRADIENT,
    WEIGHT_GRADIENT
  }

  /// The shape.
  @Param public Shape shape;

  /// The direction.
  @Param public Direction direction;

  @Override
  Kernel kernel() {
    Tensor x = normal(shape.batch, shape.in, shape.size, shape.size);
    int inGroup = shape.in / shape.window.groups();
    Tensor weight = normal(shape.out, inGroup, shape.kernel, shape.kernel);
    Tensor y = x.conv(weight, shape.window).compute();
    double flops = 2.0 * y.size() * inGroup * shape.kernel * shape.kernel;
    Step step =
        switch (direction) {
          case FORWARD -> forward(in -> in[0].conv(in[1], shape.window));
          case INPUT_GRADIENT -> backward(in -> in[0].conv(in[1], shape.window), 0);
          case WEIGHT_GRADIENT -> backward(in -> in[0].conv(in[1], shape.window), 1);
        };
    return switch (direction) {
      case FORWARD -> Kernel.computing(flops, step, x, weight);
      case INPUT_GRADIENT, WEIGHT_GRADIENT -> Kernel.computing(flops, step, x, weight, y);
    };
  }
}
