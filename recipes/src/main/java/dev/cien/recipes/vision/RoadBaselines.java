package dev.cien.recipes.vision;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.recipes.kit.LinearClassifier;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// Answers about pixels that need no network: by where a pixel is, and by its colour and place.
final class RoadBaselines {
  private static final int SCENES = 400;
  private static final int PIXELS = 50;
  private static final int FEATURES = 5;

  private RoadBaselines() {}

  /// What says of each pixel of some pictures what it shows.
  @FunctionalInterface
  interface Labelling {
    /// The classes, int32 `[N, height, width]`.
    Tensor of(Tensor pictures);
  }

  /// The class that is most frequent in each place of the training scenes.
  static Labelling byPlace(Dataset train) {
    int scenes = Math.min(SCENES, train.size());
    int plane = train.batch(0).targets().size();
    int[][] counts = new int[plane][RoadClass.count()];
    for (int i = 0; i < scenes; i++) {
      int[] truth = train.batch(i).targets().toInts();
      for (int p = 0; p < plane; p++) {
        counts[p][truth[p]]++;
      }
    }
    int[] favourite = new int[plane];
    for (int p = 0; p < plane; p++) {
      for (int c = 1; c < RoadClass.count(); c++) {
        favourite[p] = counts[p][c] > counts[p][favourite[p]] ? c : favourite[p];
      }
    }
    return pictures -> {
      int[] dims = pictures.shape().dims();
      int[] labels = new int[dims[0] * plane];
      for (int i = 0; i < dims[0]; i++) {
        System.arraycopy(favourite, 0, labels, i * plane, plane);
      }
      return Tensor.of(labels, dims[0], dims[2], dims[3]);
    };
  }

  /// Softmax regression on red, green, blue, column and row of a pixel, learnt from pixels of
  /// training scenes.
  static Labelling byColour(Dataset train, long seed) {
    Rng rng = Rng.of(seed);
    int scenes = Math.min(SCENES, train.size());
    float[] rows = new float[scenes * PIXELS * FEATURES];
    int[] labels = new int[scenes * PIXELS];
    for (int i = 0; i < scenes; i++) {
      Batch scene = train.batch(i);
      float[] features = features(scene.inputs());
      int[] truth = scene.targets().toInts();
      for (int k = i * PIXELS; k < (i + 1) * PIXELS; k++) {
        int pixel = rng.nextInt(truth.length);
        System.arraycopy(features, FEATURES * pixel, rows, FEATURES * k, FEATURES);
        labels[k] = truth[pixel];
      }
    }
    Dataset pixels =
        TensorDataset.of(
            Tensor.of(rows, labels.length, FEATURES), Tensor.of(labels, labels.length));
    Layer model = LinearClassifier.trained(pixels, RoadClass.count(), 10, 128, 0.01, seed);
    return pictures -> {
      int[] dims = pictures.shape().dims();
      Tensor each = Tensor.of(features(pictures), dims[0] * dims[2] * dims[3], FEATURES);
      return model.forward(each).argMax(1).reshape(dims[0], dims[2], dims[3]);
    };
  }

  /// The five numbers of each pixel, picture by picture.
  private static float[] features(Tensor pictures) {
    int[] dims = pictures.shape().dims();
    int plane = dims[2] * dims[3];
    float[] values = pictures.toFloats();
    float[] features = new float[dims[0] * plane * FEATURES];
    for (int i = 0; i < dims[0] * plane; i++) {
      int pixel = i % plane;
      for (int c = 0; c < 3; c++) {
        features[FEATURES * i + c] = values[(i / plane * 3 + c) * plane + pixel];
      }
      features[FEATURES * i + 3] = 2f * (pixel % dims[3]) / dims[3] - 1;
      features[FEATURES * i + 4] = 2f * (pixel / dims[3]) / dims[2] - 1;
    }
    return features;
  }
}
