package dev.cien.recipes.vision;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well classes lie apart in what each stage of a network gives.
///
/// ```
/// mean(c)  = the mean of the stage's outputs for training samples of class c
/// accuracy = the share of test samples whose nearest mean is that of their own class
/// fisher   = the mean square distance of the class means from their middle
///          / the mean square distance of test samples from their class's mean
/// moved    = |f(x moved by one pixel) − f(x)| / |f(x)|, the mean over test samples
/// ```
///
/// Accuracy and ratio rise from layer to layer where a network makes its data more useful; what
/// moving the picture changes falls where pools forget the exact place. The ratio of between-class
/// to within-class scatter: R. A. Fisher: The use of multiple measurements in taxonomic problems,
/// 1936.
///
/// @param stage the stage's name; `x` for the picture itself
/// @param shape of one sample's outputs
/// @param accuracy of the nearest class mean
/// @param fisher between-class over within-class scatter
/// @param moved how much changes when the picture moves by one pixel
record Separability(String stage, String shape, double accuracy, double fisher, double moved) {
  private static final int CHUNK = 50;

  /// Measures the picture itself and all stages that [Inside] shows.
  ///
  /// @param train what the means are taken from
  /// @param test what is measured
  static List<Separability> of(Staged model, Dataset train, Dataset test, int classes) {
    List<Integer> shown = Inside.shown(model);
    Step step = Step.inference(in -> outputs(model, shown, in[0]));
    List<double[][]> means = means(step, train, classes);
    int count = means.size();
    String[] shapes = new String[count];
    double[] hits = new double[count];
    double[] within = new double[count];
    double[] moved = new double[count];
    for (int from = 0; from < test.size(); from += CHUNK) {
      Batch batch = chunk(test, from);
      int[] actual = batch.targets().toInts();
      Tensor[] here = step.run(batch.inputs());
      Tensor[] beside = step.run(moved(batch.inputs()));
      for (int s = 0; s < count; s++) {
        shapes[s] = here[s].at(0).shape().toString();
        float[] values = here[s].toFloats();
        float[] others = beside[s].toFloats();
        int width = values.length / actual.length;
        for (int i = 0; i < actual.length; i++) {
          int at = i * width;
          int nearest = 0;
          double least = Double.POSITIVE_INFINITY;
          for (int c = 0; c < classes; c++) {
            double distance = distance(values, at, means.get(s)[c]);
            within[s] += c == actual[i] ? distance : 0;
            nearest = distance < least ? c : nearest;
            least = Math.min(least, distance);
          }
          hits[s] += nearest == actual[i] ? 1 : 0;
          moved[s] += change(values, others, at, width);
        }
      }
    }
    List<Separability> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      all.add(
          new Separability(
              s == 0 ? "x" : model.stages().get(shown.get(s - 1)).name(),
              shapes[s],
              hits[s] / test.size(),
              between(means.get(s)) / (within[s] / test.size()),
              moved[s] / test.size()));
    }
    return all;
  }

  /// The picture and the outputs of some stages.
  private static Tensor[] outputs(Staged model, List<Integer> shown, Tensor x) {
    List<Staged.Trace> traces = model.trace(x);
    return Stream.concat(Stream.of(x), shown.stream().map(i -> traces.get(i).output()))
        .toArray(Tensor[]::new);
  }

  /// For each stage the mean of each class.
  private static List<double[][]> means(Step step, Dataset samples, int classes) {
    List<double[][]> sums = new ArrayList<>();
    int[] counts = new int[classes];
    for (int from = 0; from < samples.size(); from += CHUNK) {
      Batch batch = chunk(samples, from);
      int[] actual = batch.targets().toInts();
      for (int label : actual) {
        counts[label]++;
      }
      Tensor[] outputs = step.run(batch.inputs());
      for (int s = 0; s < outputs.length; s++) {
        float[] values = outputs[s].toFloats();
        int width = values.length / actual.length;
        if (from == 0) {
          sums.add(new double[classes][width]);
        }
        for (int i = 0; i < values.length; i++) {
          sums.get(s)[actual[i / width]][i % width] += values[i];
        }
      }
    }
    for (double[][] sum : sums) {
      for (int c = 0; c < classes; c++) {
        for (int i = 0; i < sum[c].length; i++) {
          sum[c][i] /= Math.max(1, counts[c]);
        }
      }
    }
    return sums;
  }

  private static Batch chunk(Dataset samples, int from) {
    return samples.batch(IntStream.range(from, Math.min(from + CHUNK, samples.size())).toArray());
  }

  /// Pictures one pixel further to the right, the left edge twice.
  private static Tensor moved(Tensor pictures) {
    int width = pictures.shape().dim(3);
    return Tensor.concat(3, pictures.slice(3, 0, 1), pictures.slice(3, 0, width - 1)).compute();
  }

  private static double distance(float[] values, int at, double... mean) {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      double difference = values[at + i] - mean[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double change(float[] values, float[] others, int at, int width) {
    double difference = 0;
    double size = 0;
    for (int i = at; i < at + width; i++) {
      difference += (values[i] - others[i]) * (double) (values[i] - others[i]);
      size += values[i] * (double) values[i];
    }
    return size == 0 ? 0 : Math.sqrt(difference / size);
  }

  /// The mean square distance of means from their middle.
  private static double between(double[][] means) {
    double sum = 0;
    for (int i = 0; i < means[0].length; i++) {
      double middle = 0;
      for (double[] mean : means) {
        middle += mean[i] / means.length;
      }
      for (double[] mean : means) {
        sum += (mean[i] - middle) * (mean[i] - middle) / means.length;
      }
    }
    return sum;
  }
}
