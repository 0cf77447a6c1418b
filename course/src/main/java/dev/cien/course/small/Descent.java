package dev.cien.course.small;

import dev.cien.optim.UpdateRule;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Goes down a cost by any rule of `optim`, in `float64`: what a page draws needs all the digits,
/// and the rule's own numbers (rate, corrections) unrounded.
///
/// The engine records a step once and replays it. Parameters and what the rule remembers go in and
/// come out, so that nothing is shared with anybody.
public final class Descent {
  /// What is to become small.
  @FunctionalInterface
  public interface Cost {
    /// A scalar.
    Tensor of(List<Tensor> parameters, List<Tensor> data);
  }

  private final Cost cost;
  private final UpdateRule rule;
  private final List<String> slots;
  private final int parameters;
  private final Step step;
  private Tensor[] state;
  private long steps;

  /// A descent from `start`.
  public Descent(Cost cost, UpdateRule rule, List<Tensor> start) {
    this.cost = cost;
    this.rule = rule;
    this.slots = rule.start().keySet().stream().sorted().toList();
    this.parameters = start.size();
    List<Tensor> all = new ArrayList<>(start);
    for (String slot : slots) {
      double value = rule.start().get(slot);
      start.forEach(parameter -> all.add(parameter.mul(0).add(value).compute()));
    }
    this.state = all.toArray(Tensor[]::new);
    this.step = Step.inference(this::record);
  }

  /// Takes one step; gives the cost before it.
  public double step(Tensor... data) {
    steps++;
    Map<String, Double> numbers = rule.numbers(rule.rate(), steps);
    List<Tensor> arguments = new ArrayList<>(Arrays.asList(state));
    names().forEach(name -> arguments.add(Doubles.scalar(numbers.get(name))));
    arguments.addAll(Arrays.asList(data));
    Tensor[] results = step.run(arguments.toArray(Tensor[]::new));
    state = Arrays.copyOfRange(results, 1, results.length);
    return results[0].item();
  }

  /// How many steps were taken.
  public long steps() {
    return steps;
  }

  /// The parameters now.
  public List<Tensor> parameters() {
    return List.of(state).subList(0, parameters);
  }

  private List<String> names() {
    return rule.numbers(rule.rate(), 1).keySet().stream().sorted().toList();
  }

  /// In: parameters, what is remembered of them slot by slot, the rule's numbers, data. Out: the
  /// cost, and the first two after the step.
  private Tensor[] record(Tensor... in) {
    int held = parameters * (1 + slots.size());
    List<String> names = names();
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), in[held + i]);
    }
    List<Tensor> data = List.of(in).subList(held + names.size(), in.length);
    List<Tensor> now = List.of(in).subList(0, parameters);
    Tensor value = cost.of(now, data);
    Gradients gradients = value.gradients(now.toArray(Tensor[]::new));
    Tensor[] out = new Tensor[1 + held];
    out[0] = value;
    for (int p = 0; p < parameters; p++) {
      Map<String, Tensor> memory = new LinkedHashMap<>();
      for (int s = 0; s < slots.size(); s++) {
        memory.put(slots.get(s), in[(1 + s) * parameters + p]);
      }
      UpdateRule.Update update = rule.update(now.get(p), gradients.of(now.get(p)), memory, numbers);
      out[1 + p] = update.parameter();
      for (int s = 0; s < slots.size(); s++) {
        out[1 + (1 + s) * parameters + p] = update.memory().get(slots.get(s));
      }
    }
    return out;
  }
}
