package dev.cien.bench.kernels;

import dev.cien.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Param;

/// Chains of operations on single elements, each chain one kernel, with its gradient.
public class ElementWise extends KernelBenchmark {
  /// What is done to each element.
  public enum Chain {
    SQUARE(Tensor::square),
    RELU(Tensor::relu),
    EXP(Tensor::exp),
    TANH(Tensor::tanh),
    SILU(Tensor::silu),
    GELU(Tensor::gelu),
    LONG(x -> x.mul(1.5).add(0.5).tanh().mul(x.sigmoid()).sub(x.square()).mul(0.25));

    private final UnaryOperator<Tensor> function;

    Chain(UnaryOperator<Tensor> function) {
      this.function = function;
    }
  }

  /// How many elements.
  public enum Size {
    CACHED(1 << 15),
    GPT_HIDDEN(1024 * 768),
    MEMORY(1 << 24);

    private final int elements;

    Size(int elements) {
      this.elements = elements;
    }
  }

  /// Which way.
  public enum Direction {
    FORWARD,
    BACKWARD
  }

  /// The chain.
  @Param public Chain chain;

  /// The size.
  @Param public Size size;

  /// The direction.
  @Param public Direction direction;

  @Override
  Kernel kernel() {
    Tensor x = normal(size.elements);
    double array = FLOAT * size.elements;
    return switch (direction) {
      case FORWARD -> Kernel.moving(2 * array, forward(in -> chain.function.apply(in[0])), x);
      case BACKWARD ->
          Kernel.moving(3 * array, backward(in -> chain.function.apply(in[0]), 0), x, x);
    };
  }
}
