package dev.cien.course.experiment;

import dev.cien.course.playground.Activation;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One neuron with one input that learns one example by gradient descent: p = f(w·x + b), L = (p −
/// y)².
///
/// Figures of the first step: `prediction`, `loss`, `dw`, `db`, `newW`, `newB`, and `check`, the
/// largest difference between a gradient and its central finite difference. After all steps:
/// `lastPrediction`, `lastLoss`, `lastW`, `lastB`. Curve: `loss` before each step and after the
/// last.
///
/// @param x the input
/// @param y what should come out
/// @param w the weight at the start
/// @param b the bias at the start
/// @param rate how far a step goes
/// @param activation f
/// @param steps how many steps
public record NeuronRun(
    double x, double y, double w, double b, double rate, Activation activation, int steps)
    implements Run {
  private static final double H = 1e-5;

  @Override
  public Measured measure() {
    Map<String, Double> figures = new LinkedHashMap<>();
    double[] curve = new double[steps + 1];
    double weight = w;
    double bias = b;
    for (int step = 0; step < steps; step++) {
      Tensor tw = Tensor.of(new double[] {weight});
      Tensor tb = Tensor.of(new double[] {bias});
      Tensor prediction = prediction(tw, tb);
      Tensor loss = loss(prediction);
      Gradients gradients = Gradients.of(loss, List.of(tw, tb));
      double dw = gradients.of(tw).toDoubles()[0];
      double db = gradients.of(tb).toDoubles()[0];
      curve[step] = loss.item();
      if (step == 0) {
        figures.put("prediction", prediction.toDoubles()[0]);
        figures.put("loss", curve[0]);
        figures.put("dw", dw);
        figures.put("db", db);
        figures.put("newW", weight - rate * dw);
        figures.put("newB", bias - rate * db);
        double byW = (lossAt(weight + H, bias) - lossAt(weight - H, bias)) / (2 * H);
        double byB = (lossAt(weight, bias + H) - lossAt(weight, bias - H)) / (2 * H);
        figures.put("check", Math.max(Math.abs(byW - dw), Math.abs(byB - db)));
      }
      weight -= rate * dw;
      bias -= rate * db;
    }
    curve[steps] = lossAt(weight, bias);
    figures.put(
        "lastPrediction",
        prediction(Tensor.of(new double[] {weight}), Tensor.of(new double[] {bias}))
            .toDoubles()[0]);
    figures.put("lastLoss", curve[steps]);
    figures.put("lastW", weight);
    figures.put("lastB", bias);
    return new Measured(figures, Map.of("loss", curve));
  }

  private Tensor prediction(Tensor weight, Tensor bias) {
    Tensor z = weight.mul(x).add(bias);
    return switch (activation) {
      case RELU -> z.relu();
      case TANH -> z.tanh();
      case SIGMOID -> z.sigmoid();
      case LINEAR -> z;
    };
  }

  private Tensor loss(Tensor prediction) {
    return prediction.sub(y).square().sum();
  }

  private double lossAt(double weight, double bias) {
    return loss(prediction(Tensor.of(new double[] {weight}), Tensor.of(new double[] {bias})))
        .item();
  }
}
