package dev.cien.recipes.kit;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.zoo.Mlp;
import java.util.List;

/// The baseline of classification: a linear model (softmax regression) trained on the same samples.
public final class LinearClassifier {
  private LinearClassifier() {}

  /// A model without hidden layer, trained.
  public static Mlp trained(
      Dataset train, int classes, int epochs, int batch, double rate, long seed) {
    int inputs = train.batch(0).inputs().size();
    Mlp model = Mlp.of(Mlp.Activation.RELU, Rng.of(seed), inputs, classes);
    List<Variable> parameters = Params.of(model).trainable();
    Optimizer optimizer = Optimizer.of(parameters, AdamW.of(rate));
    Step step =
        Step.training(
            in -> {
              Tensor cost = Losses.crossEntropy().cost(model.forward(in[0]), in[1]);
              optimizer.step(cost.gradients(parameters));
              return new Tensor[] {cost};
            });
    Rng rng = Rng.of(seed);
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (Batch samples :
          Batches.of(train, Math.min(batch, train.size())).shuffled(seed).epoch(epoch)) {
        step.run(rng, samples.inputs(), samples.targets());
      }
    }
    return model;
  }
}
