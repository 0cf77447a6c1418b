package dev.cien.course.playground;

/// What the sums of the last layer become, and how wrong that is.
///
/// ```
/// TANH       o = tanh z              loss ½ (o − t)²             t = ±1
/// LINEAR     o = z                   loss ½ (o − t)²             t a quantity
/// LOGISTIC   o = 2σ(z) − 1           loss log(1 + e^(−t·z))      t = ±1
/// SOFTMAX    oᵢ = e^(zᵢ) / Σ e^(zⱼ)    loss −log o_t               t = 0, 1, …
/// ```
///
/// σ(z) is the probability of class 1; 2σ(z) − 1 = tanh(z/2) lies between the labels, as the output
/// of TANH does.
enum Head {
  TANH,
  LINEAR,
  LOGISTIC,
  SOFTMAX;

  static Head of(PlaygroundLink link) {
    return switch (link.problem()) {
      case MULTICLASS -> SOFTMAX;
      case REGRESSION -> LINEAR;
      case CLASSIFICATION -> link.extras().cost() == Cost.CROSS_ENTROPY ? LOGISTIC : TANH;
    };
  }

  /// The outputs for the sums.
  void outputs(double[] sums, double[] outputs) {
    switch (this) {
      case TANH -> outputs[0] = Activation.TANH.of(sums[0]);
      case LINEAR -> outputs[0] = sums[0];
      case LOGISTIC -> outputs[0] = StrictMath.tanh(sums[0] / 2);
      case SOFTMAX -> {
        double most = largest(sums);
        double all = 0;
        for (int i = 0; i < sums.length; i++) {
          outputs[i] = StrictMath.exp(sums[i] - most);
          all += outputs[i];
        }
        for (int i = 0; i < sums.length; i++) {
          outputs[i] /= all;
        }
      }
    }
  }

  /// The loss of one point.
  double loss(double[] sums, double[] outputs, double label) {
    return switch (this) {
      case TANH, LINEAR -> {
        double error = outputs[0] - label;
        yield 0.5 * (error * error);
      }
      case LOGISTIC -> {
        // Of large numbers only the difference may be taken, never the exponential.
        double margin = label * sums[0];
        yield Math.max(0, -margin) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
      }
      case SOFTMAX -> {
        double most = largest(sums);
        double all = 0;
        for (double sum : sums) {
          all += StrictMath.exp(sum - most);
        }
        yield StrictMath.log(all) + most - sums[(int) label];
      }
    };
  }

  /// The slopes of the loss by the sums.
  void slopes(double[] sums, double[] outputs, double label, double[] slopes) {
    switch (this) {
      case TANH -> slopes[0] = (outputs[0] - label) * Activation.TANH.slope(sums[0]);
      case LINEAR -> slopes[0] = outputs[0] - label;
      case LOGISTIC -> slopes[0] = (outputs[0] - label) / 2;
      case SOFTMAX -> {
        System.arraycopy(outputs, 0, slopes, 0, outputs.length);
        slopes[(int) label] -= 1;
      }
    }
  }

  /// The loss of one who gives every class the same chance, or says 0.
  double ofGuessing(int classes) {
    return switch (this) {
      case TANH, LINEAR -> 0.5;
      case LOGISTIC -> StrictMath.log(2);
      case SOFTMAX -> StrictMath.log(classes);
    };
  }

  private static double largest(double[] sums) {
    double most = sums[0];
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    return most;
  }
}
