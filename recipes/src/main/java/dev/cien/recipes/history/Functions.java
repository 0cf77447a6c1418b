package dev.cien.recipes.history;

import dev.cien.tensor.Tensor;
import java.util.List;

/// The sixteen functions of two bits. Function f answers to row r the bit 3 − r of f.
final class Functions {
  /// How many there are.
  static final int COUNT = 16;

  /// Exclusive or.
  static final int XOR = 6;

  /// All pairs of bits, `[4, 2]`: 00, 01, 10, 11.
  static final Tensor ROWS = Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);

  private static final List<String> NAMES =
      List.of(
          "0",
          "a AND b",
          "a AND NOT b",
          "a",
          "b AND NOT a",
          "b",
          "a XOR b",
          "a OR b",
          "a NOR b",
          "a XNOR b",
          "NOT b",
          "a OR NOT b",
          "NOT a",
          "b OR NOT a",
          "a NAND b",
          "1");

  private Functions() {}

  /// How people call a function.
  static String name(int function) {
    return NAMES.get(function);
  }

  /// What a function answers to a row.
  static int answer(int function, int row) {
    return function >> (3 - row) & 1;
  }

  /// The truth tables, `[16, 4]`.
  static Tensor truth() {
    float[] truth = new float[COUNT * 4];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = answer(i / 4, i % 4);
    }
    return Tensor.of(truth, COUNT, 4);
  }

  /// The function that a single unit `w₁ w₂ θ` computes.
  static int computed(int... unit) {
    int function = 0;
    for (int row = 0; row < 4; row++) {
      int sum = unit[0] * (row >> 1) + unit[1] * (row & 1);
      function |= (sum >= unit[2] ? 1 : 0) << (3 - row);
    }
    return function;
  }
}
