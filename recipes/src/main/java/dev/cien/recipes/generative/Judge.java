package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.FrechetDistance;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PictureClassifier;
import java.util.Arrays;

/// Judges painted pictures: a classifier that was trained on real ones, always with the same seed,
/// so that all models that learn from the same pictures have the same judge.
final class Judge {
  private static final long SEED = 1;
  private static final int EPOCHS = 4;
  private static final int BATCH = 100;
  private static final int CHUNK = 500;

  private final PictureClassifier classifier;
  private final SmallPictures pictures;
  private final int epochs;
  private final Step look;
  private FrechetDistance.Normal real;

  /// What is said of pictures.
  ///
  /// @param frechet the Fréchet distance of their features to those of real test pictures
  /// @param agreement the share in which the classifier sees the class that was asked for
  record Score(double frechet, double agreement) {}

  private Judge(PictureClassifier classifier, SmallPictures pictures, int epochs) {
    this.classifier = classifier;
    this.pictures = pictures;
    this.epochs = epochs;
    this.look =
        Step.inference(
            in -> {
              var traces = classifier.trace(in[0]);
              return new Tensor[] {
                traces.get(traces.size() - 2).output(), traces.getLast().output().argMax(1)
              };
            });
  }

  /// One that has not learnt yet; [#phase] teaches it.
  static Judge of(SmallPictures pictures) {
    return of(pictures, EPOCHS);
  }

  /// One that will look so many times at the pictures.
  static Judge of(SmallPictures pictures, int epochs) {
    return new Judge(
        PictureClassifier.of(
            pictures.channels(), pictures.side(), pictures.classes().size(), Rng.of(SEED)),
        pictures,
        epochs);
  }

  /// What is kept of it.
  PictureClassifier classifier() {
    return classifier;
  }

  /// The training that comes before. Once it is over the judge stays as it is.
  Phase phase() {
    real = null;
    Trainer trainer =
        Trainer.custom(
                classifier,
                TrainStep.supervised(classifier, Losses.crossEntropy()),
                Optimizer.of(Params.of(classifier).trainable(), AdamW.of(0.002)))
            .epochs(epochs)
            .seed(SEED);
    return new Phase(
        "judge",
        new Text(
            "training the classifier that will judge the pictures",
            "entrenando el clasificador que juzgará las imágenes"),
        classifier,
        trainer,
        Batches.of(pictures.train(), Math.min(BATCH, pictures.train().size())).shuffled(SEED));
  }

  /// Judges pictures that were made for the classes `asked`.
  Score score(float[] made, int[] asked) {
    Seen seen = seen(made, asked.length);
    int agreed = 0;
    for (int i = 0; i < asked.length; i++) {
      agreed += seen.classes[i] == asked[i] ? 1 : 0;
    }
    return new Score(distance(seen), (double) agreed / asked.length);
  }

  /// As many real training pictures: what a perfect painter would get.
  Score real(int count) {
    TensorDataset train = pictures.train();
    int n = Math.min(count, train.size());
    return score(
        Arrays.copyOf(train.inputs().toFloats(), n * pictures.values()),
        Arrays.copyOf(train.targets().toInts(), n));
  }

  /// Pictures whose pixels are drawn apart from each other, each from the normal distribution of
  /// that pixel in the training pictures: a painter that knows no shapes.
  double pixels(int count, Rng rng) {
    float[] real = pictures.train().inputs().toFloats();
    int plane = pictures.values();
    int n = real.length / plane;
    double[] mean = new double[plane];
    double[] square = new double[plane];
    for (int i = 0; i < real.length; i++) {
      mean[i % plane] += (double) real[i] / n;
      square[i % plane] += (double) real[i] * real[i] / n;
    }
    float[] made = new float[count * plane];
    for (int i = 0; i < made.length; i++) {
      int p = i % plane;
      double deviation = Math.sqrt(Math.max(0, square[p] - mean[p] * mean[p]));
      made[i] = (float) Math.clamp(mean[p] + deviation * rng.nextGaussian(), -1, 1);
    }
    return distance(seen(made, count));
  }

  private double distance(Seen seen) {
    if (real == null) {
      TensorDataset test = pictures.test();
      real = seen(test.inputs().toFloats(), test.size()).fit();
    }
    return FrechetDistance.squared(seen.fit(), real);
  }

  private record Seen(float[] features, int[] classes) {
    FrechetDistance.Normal fit() {
      return FrechetDistance.Normal.fit(features, PictureClassifier.FEATURES);
    }
  }

  private Seen seen(float[] values, int count) {
    int plane = pictures.values();
    float[] features = new float[count * PictureClassifier.FEATURES];
    int[] classes = new int[count];
    for (int from = 0; from < count; from += CHUNK) {
      int n = Math.min(CHUNK, count - from);
      Tensor[] out =
          look.run(pictures.tensor(Arrays.copyOfRange(values, from * plane, (from + n) * plane)));
      float[] part = out[0].toFloats();
      System.arraycopy(part, 0, features, from * PictureClassifier.FEATURES, part.length);
      System.arraycopy(out[1].toInts(), 0, classes, from, n);
    }
    return new Seen(features, classes);
  }
}
