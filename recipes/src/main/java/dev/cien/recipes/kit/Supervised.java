package dev.cien.recipes.kit;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Settings;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What experiments share that learn answers from examples: the data in three parts, and
/// predictions in chunks.
public abstract class Supervised implements Experiment {
  private static final int CHUNK = 500;

  private final Settings settings;
  private final Layer model;
  private final Dataset train;
  private final Optional<Dataset> validation;
  private final Dataset test;

  protected Supervised(
      Settings settings, Layer model, Dataset train, Optional<Dataset> validation, Dataset test) {
    this.settings = settings;
    this.model = model;
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Layer model() {
    return model;
  }

  @Override
  public Batches training() {
    return batches(train);
  }

  /// Samples to learn from in batches, shuffled.
  protected Batches batches(Dataset samples) {
    return Batches.of(samples, Math.min(settings.whole("batch"), samples.size()))
        .shuffled(settings.seed());
  }

  /// How wrong predictions are, as a scalar that training lowers.
  ///
  /// @param predictions what the model gave for inputs
  /// @param targets what it should have given
  protected abstract Tensor cost(Tensor predictions, Tensor targets);

  /// The figures of the model as it is now on given samples, `loss` and the recipe's own.
  protected abstract Evaluation measure(Dataset samples);

  @Override
  public TrainStep step() {
    return (inputs, targets) -> TrainStep.Outcome.of(cost(model.forward(inputs), targets));
  }

  @Override
  public Trainer trainer() {
    Trainer trainer = Experiment.super.trainer();
    validation.ifPresent(held -> trainer.validation(() -> measure(held).metrics()));
    return trainer;
  }

  /// What is learnt from.
  protected Dataset train() {
    return train;
  }

  /// What the result is measured on.
  protected Dataset test() {
    return test;
  }

  /// AdamW at the recipe's `rate`, which rises and falls once over the whole run.
  protected Optimizer oneCycle(List<Variable> parameters) {
    return Optimizer.of(parameters, AdamW.of(settings.number("rate")))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public Evaluation evaluate() {
    return measure(test);
  }

  /// The model's outputs for all inputs.
  protected float[] outputs(Tensor inputs) {
    return model.forward(inputs).toFloats();
  }

  /// Outputs for a whole set, and its targets.
  protected Outputs outputs(Dataset samples) {
    return outputs(model, samples);
  }

  /// The outputs of another model.
  public static Outputs outputs(Layer model, Dataset samples) {
    Step predict = Step.inference(in -> new Tensor[] {model.forward(in[0])});
    float[] values = new float[0];
    float[] targets = new float[0];
    for (int from = 0; from < samples.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, samples.size());
      Batch batch = samples.batch(IntStream.range(from, to).toArray());
      float[] part = predict.run(batch.inputs())[0].toFloats();
      int width = part.length / (to - from);
      if (from == 0) {
        values = new float[samples.size() * width];
        targets = new float[samples.size() * (batch.targets().size() / to)];
      }
      System.arraycopy(part, 0, values, from * width, part.length);
      float[] expected = batch.targets().toFloats();
      System.arraycopy(
          expected, 0, targets, from * (expected.length / (to - from)), expected.length);
    }
    return new Outputs(samples.size(), values, targets);
  }

  /// What a model gave for a set, and what it should have given.
  ///
  /// @param size how many samples
  /// @param values the outputs, sample by sample
  /// @param targets the targets, sample by sample
  public record Outputs(int size, float[] values, float[] targets) {
    /// How many outputs a sample has.
    public int width() {
      return values.length / size;
    }

    /// The outputs of one sample.
    public float[] row(int i) {
      return Arrays.copyOfRange(values, i * width(), (i + 1) * width());
    }
  }
}
