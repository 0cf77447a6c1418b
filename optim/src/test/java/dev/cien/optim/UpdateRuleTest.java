package dev.cien.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every rule moves a parameter as PyTorch's does, over twelve steps, recorded or not.
class UpdateRuleTest {
  private static final JsonNode GOLDEN = Golden.read("rules.json");
  private static final Map<String, UpdateRule> RULES =
      Map.ofEntries(
          Map.entry("sgd", SGD.of(0.1)),
          Map.entry("sgd-decay", SGD.of(0.1).withWeightDecay(0.05)),
          Map.entry("sgd-momentum", SGD.of(0.1).withMomentum(0.9).withWeightDecay(0.05)),
          Map.entry("sgd-dampening", SGD.of(0.1).withMomentum(0.9).withDampening(0.3)),
          Map.entry(
              "sgd-nesterov", SGD.of(0.1).withMomentum(0.9).withNesterov().withWeightDecay(0.05)),
          Map.entry("adagrad", AdaGrad.of(0.1)),
          Map.entry(
              "adagrad-decay",
              AdaGrad.of(0.1)
                  .withRateDecay(0.02)
                  .withWeightDecay(0.05)
                  .withStartSum(0.1)
                  .withEpsilon(1e-10)),
          Map.entry("rmsprop", RMSProp.of(0.01)),
          Map.entry(
              "rmsprop-centered",
              RMSProp.of(0.01)
                  .withSmoothing(0.9)
                  .withEpsilon(1e-4)
                  .withWeightDecay(0.05)
                  .withMomentum(0.5)
                  .withCentering()),
          Map.entry("rmsprop-momentum", RMSProp.of(0.01).withMomentum(0.9)),
          Map.entry("adam", Adam.of(0.01)),
          Map.entry(
              "adam-decay",
              Adam.of(0.01).withBetas(0.8, 0.95).withEpsilon(1e-5).withWeightDecay(0.05)),
          Map.entry("adam-amsgrad", Adam.of(0.01).withAmsgrad()),
          Map.entry("adamw", AdamW.of(0.01)),
          Map.entry("adamw-amsgrad", AdamW.of(0.01).withAmsgrad().withWeightDecay(0.1)));

  static Stream<Arguments> cases() {
    return GOLDEN.get("cases").propertyNames().stream()
        .flatMap(name -> Stream.of(Arguments.of(name, true), Arguments.of(name, false)));
  }

  @ParameterizedTest(name = "{0}, recorded: {1}")
  @MethodSource("cases")
  void movesAsPyTorch(String name, boolean recorded) {
    Variable parameter = Variable.of("p", Tensor.of(Golden.floats(GOLDEN.get("start"))));
    List<Variable> parameters = List.of(parameter);
    Optimizer optimizer = Optimizer.of(parameters, RULES.get(name));
    Step step =
        Step.training(
            in -> {
              optimizer.step(Golden.gradients(parameters, List.of(in[0])));
              return new Tensor[0];
            });
    JsonNode expected = GOLDEN.get("cases").get(name);
    for (int t = 0; t < GOLDEN.get("gradients").size(); t++) {
      Tensor gradient = Tensor.of(Golden.floats(GOLDEN.get("gradients").get(t)));
      if (recorded) {
        step.run(gradient);
      } else {
        Mode.training(
            Rng.of(0), () -> optimizer.step(Golden.gradients(parameters, List.of(gradient))));
      }
      Golden.assertClose(
          name + " step " + t,
          parameter.value().toFloats(),
          Golden.floats(expected.get("parameters").get(t)),
          2e-5);
    }
    Map<String, Tensor> state = optimizer.state();
    expected
        .get("state")
        .propertyNames()
        .forEach(
            slot ->
                Golden.assertClose(
                    name + " " + slot,
                    state.get("p." + slot).toFloats(),
                    Golden.floats(expected.get("state").get(slot)),
                    2e-5));
  }

  @Test
  void everyCaseHasARule() {
    assertThat(RULES.keySet())
        .containsExactlyInAnyOrderElementsOf(GOLDEN.get("cases").propertyNames());
  }

  @Test
  void float64ParametersMoveInFloat64() {
    Variable p = Variable.of("p", Tensor.of(new double[] {1}, 1));
    Optimizer optimizer = Optimizer.of(List.of(p), SGD.of(0.1));
    optimizer.step(p.value().sum().gradients(List.of(p)));
    assertThat(p.value().toDoubles()[0]).isEqualTo(1 - 0.1);
  }

  @Test
  void wrongHyperParametersAreNamed() {
    assertThatThrownBy(() -> Adam.of(0.1).withBetas(1, 0.9))
        .hasMessage(
            "Adam: expected a number from 0 up to but not including 1 for beta1, found 1.0.");
    assertThatThrownBy(() -> SGD.of(-1)).hasMessageContaining("SGD").hasMessageContaining("rate");
    assertThatThrownBy(() -> SGD.of(0.1).withNesterov()).hasMessageContaining("momentum above 0");
    assertThatThrownBy(() -> RMSProp.of(Double.NaN)).hasMessageContaining("found NaN");
  }
}
