package dev.cien.recipes;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// What experiments share that learn answers from examples: the data in three parts, and
/// predictions in chunks.
abstract class Supervised implements Experiment {
  private static final int CHUNK = 500;

  private final Settings settings;
  private final Layer model;
  private final Dataset train;
  private final Optional<Dataset> validation;
  private final Dataset test;

  Supervised(
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
    return Batches.of(train, Math.min(settings.whole("batch"), train.size()))
        .shuffled(settings.seed());
  }

  @Override
  public Optional<Dataset> validation() {
    return validation;
  }

  Dataset train() {
    return train;
  }

  Dataset test() {
    return test;
  }

  /// How many updates the whole run has, for schedules.
  long steps() {
    return (long) settings.epochs() * training().steps();
  }

  @Override
  public Evaluation evaluate() {
    return measure(test);
  }

  /// The model's outputs for all inputs.
  float[] outputs(Tensor inputs) {
    return model.forward(inputs).toFloats();
  }

  /// Outputs for a whole set, `[N · width]`, and its targets.
  Outputs outputs(Dataset samples) {
    return outputs(model, samples);
  }

  /// The outputs of another model.
  static Outputs outputs(Layer model, Dataset samples) {
    Step predict = Step.inference(in -> new Tensor[] {model.forward(in[0])});
    float[] values = new float[0];
    float[] targets = new float[samples.size()];
    for (int from = 0; from < samples.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, samples.size());
      Batch batch = samples.batch(IntStream.range(from, to).toArray());
      float[] part = predict.run(batch.inputs())[0].toFloats();
      int width = part.length / (to - from);
      if (from == 0) {
        values = new float[samples.size() * width];
      }
      System.arraycopy(part, 0, values, from * width, part.length);
      System.arraycopy(batch.targets().toFloats(), 0, targets, from, to - from);
    }
    return new Outputs(values, targets);
  }

  /// What a model gave for a set, and what it should have given.
  ///
  /// @param values row by row
  /// @param targets one a sample
  record Outputs(float[] values, float[] targets) {
    int size() {
      return targets.length;
    }

    int width() {
      return values.length / targets.length;
    }

    float[] row(int i) {
      return Arrays.copyOfRange(values, i * width(), (i + 1) * width());
    }
  }
}
