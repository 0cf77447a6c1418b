package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParamsTest {
  private final Rng rng = Rng.of(1);

  private record Attention(Linear query, Linear keyValue) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return keyValue.forward(query.forward(x));
    }
  }

  private record Net(
      List<Attention> blocks,
      BatchNorm[] norms,
      Optional<Variable> scale,
      Map<String, Linear> heads,
      String note)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  private static final class Handmade implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  private record Holder(Object inner) {}

  @Test
  void sequentialNumbersItsLayers() {
    Sequential model =
        Sequential.of(Linear.of(784, 128, rng), Tensor::relu, Linear.of(128, 10, rng));
    Params params = Params.of(model);
    assertThat(params.state().keySet()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(params.count()).isEqualTo(101_770);
    assertThat(params.get("2.bias").name()).isEqualTo("2.bias");
  }

  @Test
  void namesFollowTheComponentsInSnakeCase() {
    Net net =
        new Net(
            List.of(new Attention(Linear.of(2, 2, rng), Linear.of(2, 2, rng).withoutBias())),
            new BatchNorm[] {BatchNorm.of(3)},
            Optional.of(Variable.of("s", Tensor.ones(1))),
            Map.of("value", Linear.of(2, 1, rng)),
            "x");
    assertThat(Params.of(net).state().keySet())
        .containsExactly(
            "blocks.0.query.weight",
            "blocks.0.query.bias",
            "blocks.0.key_value.weight",
            "norms.0.weight",
            "norms.0.bias",
            "norms.0.running_mean",
            "norms.0.running_var",
            "norms.0.num_batches_tracked",
            "scale",
            "heads.value.weight",
            "heads.value.bias");
    assertThat(Params.of(net).buffers()).hasSize(3);
    Params.of(net.blocks().getFirst());
    assertThat(net.blocks().getFirst().query().weight().name())
        .as("a part read alone keeps its whole name")
        .isEqualTo("blocks.0.query.weight");
  }

  @Test
  void freezingLeavesTheModelAlone() {
    Params params = Params.of(Sequential.of(Linear.of(2, 3, rng), Linear.of(3, 1, rng)));
    assertThat(params.freeze("0").trainable())
        .extracting(Variable::name)
        .containsExactly("1.weight", "1.bias");
    assertThat(params.freeze().unfreeze("1.bias").trainableCount()).isEqualTo(1);
    assertThat(params.trainable()).hasSize(4);
    assertThatThrownBy(() -> params.freeze("head"))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("no parameter is named head")
        .hasMessageContaining("0.weight");
  }

  @Test
  void aSharedVariableCountsOnce() {
    Linear shared = Linear.of(2, 2, rng);
    Params params = Params.of(Sequential.of(shared, shared));
    assertThat(params.state()).hasSize(4);
    assertThat(params.trainable()).hasSize(2);
    assertThat(params.count()).isEqualTo(6);
  }

  @Test
  void aClassThatIsNoRecordIsRefused() {
    assertThatThrownBy(() -> Params.of(new Holder(new Handmade())))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("component `inner`")
        .hasMessageContaining("Handmade")
        .hasMessageContaining("make it a record");
    assertThatThrownBy(() -> Params.of(new Holder(null))).hasMessageContaining("Optional.empty()");
    assertThatThrownBy(() -> Params.of("text")).hasMessageContaining("expected a model");
  }

  @Test
  void aLambdaMayNotHideParameters() {
    Linear hidden = Linear.of(2, 2, rng);
    assertThatThrownBy(() -> Params.of(Sequential.of(x -> hidden.forward(x).relu())))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("neither trained nor saved")
        .hasMessageContaining("`0`");
    assertThatThrownBy(() -> Params.of(Sequential.of(hidden::forward)))
        .hasMessageContaining("write a record");
    Params.of(Sequential.of(hidden, x -> x.matmul(hidden.weight().value().t())));
  }

  @Test
  void loadingGivesTheSameModel() {
    Sequential one = Sequential.of(Linear.of(3, 2, rng), BatchNorm.of(2));
    Sequential two = Sequential.of(Linear.of(3, 2, rng), BatchNorm.of(2));
    Params.of(two).load(Params.of(one).values());
    Tensor x = Tensor.randn(rng, 4, 3);
    assertThat(two.forward(x).toFloats()).isEqualTo(one.forward(x).toFloats());
  }

  @Test
  void loadingOtherNamesSaysWhichAndChangesNothing() {
    Params params = Params.of(Sequential.of(Linear.of(3, 2, rng)));
    float[] before = params.get("0.weight").value().toFloats();
    Map<String, Tensor> tensors =
        new HashMap<>(Map.of("0.weight", Tensor.zeros(2, 4), "1.weight", Tensor.zeros(1)));
    assertThatThrownBy(() -> params.load(tensors))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("Missing (1): 0.bias")
        .hasMessageContaining("Unexpected (1): 1.weight")
        .hasMessageContaining("0.weight: model [2, 3], found [2, 4]");
    assertThat(params.get("0.weight").value().toFloats()).isEqualTo(before);
    Map<String, Tensor> wrapped =
        Map.of("module.0.weight", Tensor.zeros(2, 3), "module.0.bias", Tensor.zeros(2));
    assertThatThrownBy(() -> params.load(wrapped)).hasMessageContaining("cut `module.` off");
    assertThat(params.loadMatching(Map.of("0.bias", Tensor.ones(2))).missing())
        .containsExactly("0.weight");
    assertThat(params.get("0.bias").value().toFloats()).containsExactly(1, 1);
  }

  @Test
  void aTrainingStepLowersTheCost() {
    Sequential model =
        Sequential.of(
            Conv2d.of(1, 2, 3, rng),
            BatchNorm.of(2),
            Tensor::relu,
            MaxPool.of2d(2),
            Flatten.of(),
            Dropout.of(0),
            Linear.of(8, 3, rng));
    Params params = Params.of(model);
    Tensor x = Tensor.randn(rng, 5, 1, 6, 6);
    Tensor target = Tensor.of(new int[] {0, 1, 2, 0, 1});
    double[] costs = new double[8];
    for (int i = 0; i < costs.length; i++) {
      costs[i] =
          Mode.training(
                  rng,
                  () -> {
                    Tensor cost = Losses.crossEntropy().cost(model.forward(x), target);
                    Gradients gradients = cost.gradients(params.trainable());
                    params
                        .trainable()
                        .forEach(v -> v.assign(v.value().sub(gradients.of(v).mul(0.5))));
                    return cost;
                  })
              .item();
    }
    assertThat(costs[7]).isLessThan(0.5 * costs[0]);
    assertThat(params.get("1.num_batches_tracked").value().item()).isEqualTo(8);
    assertThat(Metrics.accuracy().of(model.forward(x), target)).isGreaterThan(0.3);
  }
}
