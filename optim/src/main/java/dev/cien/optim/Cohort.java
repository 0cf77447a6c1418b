package dev.cien.optim;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Map;
import java.util.TreeMap;

/// Parameters of a group that moved equally often, and the numbers that Java computes for them
/// before each step.
///
/// A parameter whose first gradient comes later than others' counts its own steps, which bias
/// corrections depend on.
final class Cohort {
  private final UpdateRule rule;
  private final DType dtype;
  private final Map<String, Variable> numbers = new TreeMap<>();
  private long steps;

  Cohort(UpdateRule rule, DType dtype, long steps) {
    this.rule = rule;
    this.dtype = dtype;
    this.steps = steps;
    rule.numbers(rule.rate(), 1)
        .keySet()
        .forEach(name -> numbers.put(name, Variable.of("optimizer." + name, number(0))));
  }

  long steps() {
    return steps;
  }

  void steps(long count) {
    steps = count;
  }

  void advance(double rate) {
    steps++;
    rule.numbers(rate, steps).forEach((name, value) -> numbers.get(name).assign(number(value)));
  }

  Map<String, Tensor> numbers() {
    Map<String, Tensor> values = new TreeMap<>();
    numbers.forEach((name, variable) -> values.put(name, variable.value()));
    return values;
  }

  private Tensor number(double value) {
    return dtype == DType.FLOAT64
        ? Tensor.of(new double[] {value}, 1).reshape()
        : Tensor.scalar(value);
  }
}
