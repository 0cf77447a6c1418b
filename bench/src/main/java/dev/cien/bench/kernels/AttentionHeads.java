package dev.cien.bench.kernels;

import dev.cien.nn.Attention;
import dev.cien.tensor.Tensor;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/// Attention from queries, keys and values: forward, and its three gradients.
public class AttentionHeads extends KernelBenchmark {
  /// Sequences, heads, places and numbers a head.
  public enum Shape {
    GPT(8, 6, 128, 32, true),
    LONG(1, 6, 1024, 64, true),
    CROSS(8, 8, 196, 64, false);

    private final int batch;
    private final int heads;
    private final int length;
    private final int width;
    private final boolean causal;

    Shape(int batch, int heads, int length, int width, boolean causal) {
      this.batch = batch;
      this.heads = heads;
      this.length = length;
      this.width = width;
      this.causal = causal;
    }

    /// Pairs of places that see each other, over all heads.
    private double pairs() {
      double places = causal ? length * (length + 1) / 2.0 : (double) length * length;
      return places * batch * heads;
    }
  }

  /// Which way.
  public enum Direction {
    FORWARD,
    BACKWARD
  }

  /// Products of pairs by features: scores and the mean of the values.
  private static final int FORWARD_PRODUCTS = 2;

  /// Scores again, the gradients of values, weights, queries and keys.
  private static final int BACKWARD_PRODUCTS = 5;

  /// The shape.
  @Param public Shape shape;

  /// The direction.
  @Param public Direction direction;

  @Override
  Kernel kernel() {
    Tensor query = input();
    Tensor key = input().mul(0.5).compute();
    Tensor value = input().mul(0.25).compute();
    double product = 2 * shape.pairs() * shape.width;
    return switch (direction) {
      case FORWARD ->
          Kernel.computing(FORWARD_PRODUCTS * product, forward(this::attend), query, key, value);
      case BACKWARD ->
          Kernel.computing(
              BACKWARD_PRODUCTS * product,
              backward(this::attend, 0, 1, 2),
              query,
              key,
              value,
              input());
    };
  }

  private Tensor input() {
    return normal(shape.batch, shape.heads, shape.length, shape.width);
  }

  private Tensor attend(Tensor... in) {
    Optional<Tensor> mask =
        shape.causal ? Optional.of(Attention.causal(shape.length)) : Optional.empty();
    return Attention.attend(in[0], in[1], in[2], mask, 0).output();
  }
}
