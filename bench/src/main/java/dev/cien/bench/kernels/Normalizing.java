package dev.cien.bench.kernels;

import dev.cien.nn.BatchNorm;
import dev.cien.nn.GroupNorm;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.RMSNorm;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import org.openjdk.jmh.annotations.Param;

/// Softmax and the normalising layers in training, with the gradient for their input.
public class Normalizing extends KernelBenchmark {
  private static final int[] ACTIVATIONS = {1024, 192};
  private static final int[] SCORES = {6144, 128};
  private static final int[] LOGITS = {2048, 512};
  private static final int[] IMAGES = {32, 64, 32, 32};

  /// The layer, and what it normalises.
  public enum Case {
    SOFTMAX(x -> x.softmax(-1), SCORES),
    LOG_SOFTMAX(x -> x.logSoftmax(-1), LOGITS),
    LAYER(LayerNorm.of(192), ACTIVATIONS),
    RMS(RMSNorm.of(192), ACTIVATIONS),
    BATCH(BatchNorm.of(64), IMAGES),
    GROUP(GroupNorm.of(8, 64), IMAGES);

    private final Layer layer;
    private final int[] dims;

    Case(Layer layer, int[] dims) {
      this.layer = layer;
      this.dims = dims;
    }
  }

  /// Which way.
  public enum Direction {
    FORWARD,
    BACKWARD
  }

  /// The case.
  @Param public Case normalization;

  /// The direction.
  @Param public Direction direction;

  @Override
  Kernel kernel() {
    Tensor x = normal(normalization.dims);
    double array = FLOAT * x.size();
    return switch (direction) {
      case FORWARD ->
          Kernel.moving(
              2 * array, Step.training(in -> new Tensor[] {normalization.layer.forward(in[0])}), x);
      case BACKWARD ->
          Kernel.moving(3 * array, backward(in -> normalization.layer.forward(in[0]), 0), x, x);
    };
  }
}
