package dev.cien.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Small networks train as PyTorch's do: every loss and every gradient of ten steps.
class TraceTest {
  @Test
  void perceptron() {
    follow(
        "mlp.json",
        AdamW.of(0.02).withWeightDecay(0.1),
        (p, x) -> linear(p, "2", linear(p, "0", x).tanh()));
  }

  @Test
  void convolutionalNetwork() {
    UpdateRule rule = SGD.of(0.05).withMomentum(0.9).withNesterov().withWeightDecay(0.01);
    follow(
        "cnn.json",
        rule,
        (p, x) -> {
          Tensor first = conv(p, "0", x, Window.padding(1)).relu();
          Tensor pooled = first.maxPool(new int[] {2, 2}, Window.stride(2));
          Tensor second = conv(p, "3", pooled, Window.of()).relu();
          return linear(p, "6", second.flatten(1, 3));
        });
  }

  private static void follow(
      String file, UpdateRule rule, BiFunction<Map<String, Variable>, Tensor, Tensor> network) {
    JsonNode golden = Golden.read(file);
    Map<String, Variable> parameters = new LinkedHashMap<>();
    golden
        .get("start")
        .propertyNames()
        .forEach(
            name ->
                parameters.put(
                    name, Variable.of(name, Golden.tensor(golden.get("start").get(name)))));
    Tensor targets = Tensor.of(Golden.floats(golden.get("targets"))).cast(DType.INT32);
    Optimizer optimizer = Optimizer.of(List.copyOf(parameters.values()), rule);
    Step step =
        Step.training(
            in -> {
              Tensor scores = network.apply(parameters, in[0]).logSoftmax(1);
              Tensor loss = scores.gather(1, in[1].unsqueeze(1)).mean().neg();
              Gradients gradients = loss.gradients(optimizer.parameters());
              List<Tensor> results = new ArrayList<>(List.of(loss));
              results.addAll(gradients.byVariable().values());
              optimizer.step(gradients);
              return results.toArray(Tensor[]::new);
            });
    List<String> names = List.copyOf(parameters.keySet());
    for (int t = 0; t < golden.get("steps").size(); t++) {
      JsonNode expected = golden.get("steps").get(t);
      Tensor[] found = step.run(Golden.tensor(golden.get("inputs")), targets);
      assertThat(found[0].item())
          .as("loss of step %d", t)
          .isCloseTo(expected.get("loss").asDouble(), within(2e-5));
      for (int i = 0; i < names.size(); i++) {
        Golden.assertClose(
            "step " + t + " gradient of " + names.get(i),
            found[1 + i].toFloats(),
            Golden.floats(expected.get("gradients").get(names.get(i))),
            2e-4);
      }
    }
    parameters.forEach(
        (name, variable) ->
            Golden.assertClose(
                "end of " + name,
                variable.value().toFloats(),
                Golden.floats(golden.get("end").get(name)),
                2e-4));
  }

  private static Tensor linear(Map<String, Variable> p, String name, Tensor x) {
    return x.matmul(p.get(name + ".weight").value().t()).add(p.get(name + ".bias").value());
  }

  private static Tensor conv(Map<String, Variable> p, String name, Tensor x, Window window) {
    return x.conv(p.get(name + ".weight").value(), window)
        .add(p.get(name + ".bias").value().reshape(1, -1, 1, 1));
  }
}
