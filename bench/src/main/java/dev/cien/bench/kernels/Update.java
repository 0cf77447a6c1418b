package dev.cien.bench.kernels;

import dev.cien.optim.Adam;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.UpdateRule;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/// One step of an optimizer over all parameters of a model, given their gradients.
public class Update extends KernelBenchmark {
  /// The rule, and how many arrays of the parameters' size it reads and writes.
  public enum Rule {
    SGD(dev.cien.optim.SGD.of(0.01), 3),
    MOMENTUM(dev.cien.optim.SGD.of(0.01).withMomentum(0.9), 5),
    ADAM(Adam.of(1e-3), 7),
    ADAMW(AdamW.of(1e-3), 7);

    private final UpdateRule rule;
    private final int arrays;

    Rule(UpdateRule rule, int arrays) {
      this.rule = rule;
      this.arrays = arrays;
    }
  }

  /// How many parameters, of how many elements.
  public enum Model {
    MLP(6, 90_000),
    GPT(76, 38_000),
    LARGE(16, 1 << 20);

    private final int parameters;
    private final int elements;

    Model(int parameters, int elements) {
      this.parameters = parameters;
      this.elements = elements;
    }
  }

  /// The rule.
  @Param public Rule rule;

  /// The model.
  @Param public Model model;

  @Override
  Kernel kernel() {
    List<Variable> parameters = new ArrayList<>();
    Tensor[] gradients = new Tensor[model.parameters];
    for (int i = 0; i < gradients.length; i++) {
      parameters.add(Variable.of("parameter" + i, normal(model.elements)));
      gradients[i] = normal(model.elements);
    }
    Optimizer optimizer = Optimizer.of(parameters, rule.rule);
    Step step =
        Step.training(
            in -> {
              // The gradient of this sum for each parameter is the input itself; nobody asks for
              // the sum, so it is never computed.
              Tensor sum = Tensor.scalar(0);
              for (int i = 0; i < in.length; i++) {
                sum = sum.add(parameters.get(i).value().mul(in[i]).sum());
              }
              optimizer.step(sum.gradients(parameters));
              return new Tensor[0];
            });
    return Kernel.moving(FLOAT * rule.arrays * model.parameters * model.elements, step, gradients);
  }
}
