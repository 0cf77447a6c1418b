package dev.cien.course.experiment;

import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A recurrent cell with one number of memory, h ← tanh(u·h + v·x), that sees x = 1 and then
/// nothing but zeros. Figures: `first`, `last` (the memory after the first and the last step),
/// `kept` (their quotient), `slope` (the gradient of the last memory by the first input). Curve:
/// `memory`.
///
/// @param u how much of the memory goes on
/// @param v how much of the input comes in
/// @param steps how many steps, the first included
public record MemoryRun(double u, double v, int steps) implements Run {
  @Override
  public Measured measure() {
    Tensor input = Tensor.of(new double[] {1});
    Tensor memory = input.mul(v).tanh();
    double[] curve = new double[steps];
    curve[0] = memory.toDoubles()[0];
    for (int step = 1; step < steps; step++) {
      memory = memory.mul(u).tanh();
      curve[step] = memory.toDoubles()[0];
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("first", curve[0]);
    figures.put("last", curve[steps - 1]);
    figures.put("kept", curve[steps - 1] / curve[0]);
    figures.put("slope", Gradients.of(memory.sum(), List.of(input)).of(input).toDoubles()[0]);
    return new Measured(figures, Map.of("memory", curve));
  }
}
