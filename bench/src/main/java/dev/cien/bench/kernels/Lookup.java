package dev.cien.bench.kernels;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import org.openjdk.jmh.annotations.Param;

/// Rows of a table by number, and the gradient of the table.
public class Lookup extends KernelBenchmark {
  /// A table of `count` rows of `width`, `rows` of them looked up.
  public enum Shape {
    GPT(512, 192, 1024),
    WORDS(32_000, 512, 4096);

    private final int count;
    private final int width;
    private final int rows;

    Shape(int count, int width, int rows) {
      this.count = count;
      this.width = width;
      this.rows = rows;
    }
  }

  /// Which way.
  public enum Direction {
    FORWARD,
    TABLE_GRADIENT
  }

  /// The shape.
  @Param public Shape shape;

  /// The direction.
  @Param public Direction direction;

  @Override
  Kernel kernel() {
    Tensor table = normal(shape.count, shape.width);
    Rng rng = Rng.of(1);
    int[] numbers = new int[shape.rows];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = rng.nextInt(shape.count);
    }
    Tensor index = Tensor.of(numbers, shape.rows);
    double found = FLOAT * shape.rows * shape.width;
    return switch (direction) {
      case FORWARD ->
          Kernel.moving(2 * found, forward(in -> in[0].indexSelect(0, in[1])), table, index);
      case TABLE_GRADIENT ->
          Kernel.moving(
              found + FLOAT * table.size(),
              backward(in -> in[0].indexSelect(0, in[1]), 0),
              table,
              index,
              normal(shape.rows, shape.width));
    };
  }
}
