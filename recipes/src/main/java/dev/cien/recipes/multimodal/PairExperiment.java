package dev.cien.recipes.multimodal;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Fusion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Learning a class from a picture and a text, and measuring what is left of the answer when one of
/// the two is missing.
abstract class PairExperiment implements Experiment {
  private static final int CHUNK = 256;

  private final Settings settings;
  private final int padding;
  private final Fusion model;
  private final Dataset train;
  private final Dataset test;

  PairExperiment(Settings settings, int padding, Fusion model, Dataset train, Dataset test) {
    this.settings = settings;
    this.padding = padding;
    this.model = model;
    this.train = train;
    this.test = test;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Fusion model() {
    return model;
  }

  @Override
  public Batches training() {
    return Batches.of(train, Math.min(settings.whole("batch"), train.size()))
        .shuffled(settings.seed());
  }

  /// The cost of a batch in which some pictures and some texts are missing, each with the
  /// probability that the settings ask for.
  @Override
  public TrainStep step() {
    double missing = settings.number("missing");
    return (pictures, targets) -> {
      Tensor tokens = CaptionedPictures.tokens(targets);
      Tensor labels = CaptionedPictures.labels(targets);
      int n = pictures.shape().dim(0);
      Tensor seen = pictures;
      Tensor read = tokens;
      if (missing > 0) {
        Tensor draw = Tensor.rand(Mode.rng(), n);
        seen = pictures.mul(draw.ge(missing).cast(DType.FLOAT32).reshape(n, 1, 1, 1));
        Tensor kept = draw.lt(1 - missing).unsqueeze(1);
        read = Tensor.where(kept, tokens, nothing(tokens));
      }
      Tensor logits = model.forward(seen, read);
      Tensor accuracy = logits.argMax(1).eq(labels).cast(DType.FLOAT32).mean();
      return new TrainStep.Outcome(
          Losses.crossEntropy().cost(logits, labels), Map.of("accuracy", accuracy));
    };
  }

  private Tensor nothing(Tensor tokens) {
    return Tensor.full(padding).cast(tokens.dtype());
  }

  @Override
  public Optimizer optimizer() {
    return Optimizer.of(
            Params.of(model).trainable(), AdamW.of(settings.number("rate")).withWeightDecay(0.1))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public Evaluation evaluate() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", accuracy(true, true));
    metrics.put("accuracy_without_picture", accuracy(false, true));
    metrics.put("accuracy_without_text", accuracy(true, false));
    return new Evaluation(test.size(), metrics, List.of(), new int[0][0], List.of());
  }

  private double accuracy(boolean withPicture, boolean withText) {
    Step predict =
        Step.inference(
            in -> {
              Tensor tokens = CaptionedPictures.tokens(in[1]);
              Tensor seen = withPicture ? in[0] : in[0].mul(0);
              Tensor read = withText ? tokens : tokens.mul(0).add(nothing(tokens));
              return new Tensor[] {
                model
                    .forward(seen, read)
                    .argMax(1)
                    .eq(CaptionedPictures.labels(in[1]))
                    .cast(DType.FLOAT32)
                    .sum()
              };
            });
    double right = 0;
    for (int from = 0; from < test.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, test.size());
      Batch batch = test.batch(IntStream.range(from, to).toArray());
      right += predict.run(batch.inputs(), batch.targets())[0].toFloats()[0];
    }
    return right / test.size();
  }

  /// Always the class that is most frequent in the training data.
  Baseline majority() {
    return new Baseline(
        "majority",
        new Text("always the most frequent class", "siempre la clase más frecuente"),
        true,
        () -> {
          int[] learnt = labels(train);
          int[] asked = labels(test);
          int most =
              IntStream.of(learnt)
                  .boxed()
                  .max(
                      Comparator.comparingLong(
                          c -> IntStream.of(learnt).filter(l -> l == c).count()))
                  .orElseThrow();
          return IntStream.of(asked).filter(l -> l == most).count() / (double) asked.length;
        });
  }

  private static int[] labels(Dataset data) {
    int[] labels = new int[data.size()];
    for (int from = 0; from < labels.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, labels.length);
      int[] part =
          CaptionedPictures.labels(data.batch(IntStream.range(from, to).toArray()).targets())
              .toInts();
      System.arraycopy(part, 0, labels, from, part.length);
    }
    return labels;
  }
}
