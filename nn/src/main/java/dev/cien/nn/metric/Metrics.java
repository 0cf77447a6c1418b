package dev.cien.nn.metric;

import dev.cien.nn.metric.ClassScore.Average;
import dev.cien.nn.metric.ClassScore.Kind;

/// The usual metrics with their usual settings. Predictions are logits, as the losses take them;
/// targets that are −100 do not count where they are class ids.
public final class Metrics {
  /// The class id of targets that no metric counts, that of the cross-entropy.
  static final int IGNORED = -100;

  private Metrics() {}

  /// The part of predictions whose favourite class is the right one.
  public static Accuracy accuracy() {
    return new Accuracy(IGNORED);
  }

  /// The part of samples whose class is among the `k` favourites.
  public static TopK topK(int k) {
    return new TopK(k, IGNORED);
  }

  /// The confusion matrix of `classes` classes as the state of a meter; its value is the accuracy.
  public static ClassScore confusionMatrix(int classes) {
    return new ClassScore(Kind.ACCURACY, Average.MICRO, classes, IGNORED);
  }

  /// Of those taken for a class, the part that belongs to it.
  public static ClassScore precision(int classes, Average average) {
    return new ClassScore(Kind.PRECISION, average, classes, IGNORED);
  }

  /// Of those that belong to a class, the part that was found.
  public static ClassScore recall(int classes, Average average) {
    return new ClassScore(Kind.RECALL, average, classes, IGNORED);
  }

  /// The harmonic mean of precision and recall.
  public static ClassScore f1(int classes, Average average) {
    return new ClassScore(Kind.F1, average, classes, IGNORED);
  }

  /// The area under the receiver operating characteristic, of two classes.
  public static Ranking rocAuc() {
    return new Ranking(Ranking.Kind.ROC_AUC);
  }

  /// The average precision, of two classes.
  public static Ranking averagePrecision() {
    return new Ranking(Ranking.Kind.AVERAGE_PRECISION);
  }

  /// The part of the positives found while at least `specificity` of the negatives are left alone,
  /// of two classes.
  public static Sensitivity sensitivity(double specificity) {
    return new Sensitivity(specificity);
  }

  /// The equal-error rate, of two classes.
  public static EqualErrorRate equalErrorRate() {
    return new EqualErrorRate();
  }

  /// The mean squared error.
  public static Regression mse() {
    return new Regression(Regression.Kind.MSE);
  }

  /// The root of the mean squared error.
  public static Regression rmse() {
    return new Regression(Regression.Kind.RMSE);
  }

  /// The mean absolute error.
  public static Regression mae() {
    return new Regression(Regression.Kind.MAE);
  }

  /// The part of the target's variance that is explained.
  public static Regression r2() {
    return new Regression(Regression.Kind.R2);
  }

  /// e to the mean cross-entropy.
  public static Perplexity perplexity() {
    return new Perplexity(IGNORED);
  }

  /// The expected calibration error in 15 bins.
  public static CalibrationError calibrationError() {
    return new CalibrationError(15, IGNORED);
  }

  /// The peak signal-to-noise ratio of pictures from 0 to 1, in decibels.
  public static Psnr psnr() {
    return new Psnr(1);
  }

  /// The structural similarity of pictures from 0 to 1.
  public static Ssim ssim() {
    return new Ssim(1);
  }
}
