package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Columns brought to mean 0 and deviation 1: `(x − mean) / deviation`, both taken from the
/// training data alone.
///
/// Fitting on all data would tell the model about the samples it is tested on. A column that never
/// changes is only centred.
///
/// @param means one for each column
/// @param deviations one for each column, population form (divided by N)
public record Standardizer(float[] means, float[] deviations) {
  private static final int CHUNK = 4096;

  /// A standardizer; the arrays are not copied.
  ///
  /// @throws IllegalArgumentException if means and deviations are not equally many
  public Standardizer {
    if (means.length != deviations.length) {
      throw Refusal.of(
          "standardizer",
          "as many deviations as means",
          means.length + " means and " + deviations.length + " deviations",
          "those of two tables; fix: take both from one Standardizer.fit");
    }
  }

  /// Takes mean and deviation of each column of a set's inputs `[N, F]`.
  ///
  /// @throws IllegalArgumentException if the inputs are not `[N, F]`, the set is empty, or a value
  ///   is not finite
  public static Standardizer fit(Dataset train) {
    if (train.size() == 0) {
      throw Refusal.of(
          "standardizer",
          "at least one sample to fit on",
          "none",
          "a selection that kept no sample; fix: look at the set's size() before");
    }
    double[] sums = null;
    double[] means = null;
    double[] squares = null;
    // Twice through: sums of squares about the mean do not cancel as those about zero do.
    for (int pass = 0; pass < 2; pass++) {
      for (int from = 0; from < train.size(); from += CHUNK) {
        Tensor inputs =
            train
                .batch(IntStream.range(from, Math.min(from + CHUNK, train.size())).toArray())
                .inputs();
        check(inputs);
        int columns = inputs.shape().dim(1);
        if (sums == null) {
          sums = new double[columns];
          squares = new double[columns];
        }
        float[] values = inputs.toFloats();
        for (int i = 0; i < values.length; i++) {
          if (pass == 0) {
            checkFinite(values[i], i % columns, from + i / columns);
            sums[i % columns] += values[i];
          } else {
            double distance = values[i] - means[i % columns];
            squares[i % columns] += distance * distance;
          }
        }
      }
      if (pass == 0) {
        means = Arrays.stream(sums).map(sum -> sum / train.size()).toArray();
      }
    }
    float[] mean = new float[means.length];
    float[] deviation = new float[means.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (float) means[c];
      deviation[c] = (float) Math.sqrt(squares[c] / train.size());
      if (deviation[c] == 0) {
        deviation[c] = 1;
      }
    }
    return new Standardizer(mean, deviation);
  }

  /// A set with its inputs standardized; targets stay as they are.
  public Dataset on(Dataset data) {
    return data.map(batch -> new Batch(apply(batch.inputs()), batch.targets()));
  }

  /// `(x − mean) / deviation` of each column of `[N, F]`, in float32.
  ///
  /// @throws IllegalArgumentException if the inputs are not `[N, F]` with the columns it was fitted
  ///   on
  public Tensor apply(Tensor inputs) {
    float[] values = columns(inputs);
    for (int i = 0; i < values.length; i++) {
      int c = i % means.length;
      values[i] = (values[i] - means[c]) / deviations[c];
    }
    return Tensor.of(values, inputs.shape().dims());
  }

  /// The way back: `x · deviation + mean` of each column of `[N, F]`, in float32.
  ///
  /// @throws IllegalArgumentException as [#apply] does
  public Tensor invert(Tensor standardized) {
    float[] values = columns(standardized);
    for (int i = 0; i < values.length; i++) {
      int c = i % means.length;
      values[i] = values[i] * deviations[c] + means[c];
    }
    return Tensor.of(values, standardized.shape().dims());
  }

  private float[] columns(Tensor inputs) {
    check(inputs);
    if (inputs.shape().dim(1) != means.length) {
      throw Refusal.of(
          "standardizer",
          "inputs [N, " + means.length + "], as it was fitted on",
          inputs.shape(),
          "fitted on another table; fix: fit it on the training part of this one");
    }
    return inputs.toFloats();
  }

  private static void check(Tensor inputs) {
    if (inputs.shape().rank() != 2) {
      throw Refusal.of(
          "standardizer",
          "inputs [N, F]",
          inputs.shape(),
          "pictures; fix: ImageDataset.standardized, which takes a mean and deviation a channel");
    }
  }

  private static void checkFinite(float value, int column, int sample) {
    if (!Float.isFinite(value)) {
      throw Refusal.of(
          "standardizer",
          "finite numbers",
          value + " in column " + column + " of sample " + sample,
          "a missing value; fix: fill it first (TableEncoder does)");
    }
  }
}
