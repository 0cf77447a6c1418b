package dev.cien.course.playground;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes a trained network down as a program that needs nothing of Cien.
///
/// Numbers are written so that reading them gives the same `double`. The Java program prints the
/// output for the x and y it is started with, to the same bits as the playground's.
public final class PlaygroundCode {
  private PlaygroundCode() {}

  /// What it can be written in.
  public enum Language {
    /// One class with a `main`.
    JAVA,
    /// A function on arrays of points.
    NUMPY,
    /// A `torch.nn.Sequential` with the features before it.
    PYTORCH
  }

  /// The program.
  public static String of(Playground playground, Language language) {
    return switch (language) {
      case JAVA -> java(playground);
      case NUMPY -> numpy(playground);
      case PYTORCH -> pytorch(playground);
    };
  }

  private static String head(Playground playground, String sign) {
    return sign
        + " "
        + playground.epochs()
        + " epochs of #"
        + playground.link().text().replaceAll("[^\\x20-\\x7e]|\\\\", "?")
        + "\n";
  }

  private static Activation output(Playground playground) {
    return playground.link().regression() ? Activation.LINEAR : Activation.TANH;
  }

  private static String java(Playground playground) {
    Parameters parameters = playground.parameters();
    int layers = parameters.biases().length;
    List<double[]> biases = Arrays.asList(parameters.biases()).subList(1, layers);
    List<double[][]> weights = Arrays.asList(parameters.weights()).subList(1, layers);
    return head(playground, "//")
        + """
        public class Network {
          static final double[][] BIASES = %s;
          static final double[][][] WEIGHTS = %s;

          static double hidden(double z) {
            return %s;
          }

          static double last(double z) {
            return %s;
          }

          static double output(double x, double y) {
            double[] a = {%s};
            for (int layer = 0; layer < WEIGHTS.length; layer++) {
              double[] next = new double[WEIGHTS[layer].length];
              for (int node = 0; node < next.length; node++) {
                double z = BIASES[layer][node];
                for (int from = 0; from < a.length; from++) {
                  z += WEIGHTS[layer][node][from] * a[from];
                }
                next[node] = layer == WEIGHTS.length - 1 ? last(z) : hidden(z);
              }
              a = next;
            }
            return a[0];
          }

          public static void main(String[] args) {
            System.out.println(output(Double.parseDouble(args[0]), Double.parseDouble(args[1])));
          }
        }
        """
            .formatted(
                rows(biases, "{", "}", "Double.NaN", "1.0 / 0"),
                weights.stream()
                    .map(layer -> rows(Arrays.asList(layer), "{", "}", "Double.NaN", "1.0 / 0"))
                    .collect(Collectors.joining(",\n    ", "{\n    ", "\n  }")),
                java(playground.link().activation()),
                java(output(playground)),
                features(playground, "StrictMath.sin"));
  }

  private static String java(Activation activation) {
    return switch (activation) {
      case RELU -> "Math.max(0, z)";
      case TANH -> "StrictMath.tanh(z)";
      case SIGMOID -> "1 / (1 + StrictMath.exp(-z))";
      case LINEAR -> "z";
    };
  }

  private static String features(Playground playground, String sine) {
    return playground.features().stream()
        .map(
            feature ->
                switch (feature) {
                  case X -> "x";
                  case Y -> "y";
                  case X_SQUARED -> "x * x";
                  case Y_SQUARED -> "y * y";
                  case X_TIMES_Y -> "x * y";
                  case SIN_X -> sine + "(x)";
                  case SIN_Y -> sine + "(y)";
                })
        .collect(Collectors.joining(", "));
  }

  private static String numpy(Playground playground) {
    Parameters parameters = playground.parameters();
    StringBuilder code = new StringBuilder(head(playground, "#"));
    code.append("import numpy as np\n\n\n");
    code.append("def network(x, y):\n");
    code.append("    a = np.stack([")
        .append(features(playground, "np.sin"))
        .append("], axis=-1).astype(float)\n");
    int last = parameters.biases().length - 1;
    for (int layer = 1; layer <= last; layer++) {
      Activation f = layer == last ? output(playground) : playground.link().activation();
      code.append("    z = a @ np.array(")
          .append(rows(Arrays.asList(parameters.weights()[layer]), "[", "]", "np.nan", "np.inf"))
          .append(").T + np.array(")
          .append(row(parameters.biases()[layer], "[", "]", "np.nan", "np.inf"))
          .append(")\n    a = ")
          .append(
              switch (f) {
                case RELU -> "np.maximum(z, 0)";
                case TANH -> "np.tanh(z)";
                case SIGMOID -> "1 / (1 + np.exp(-z))";
                case LINEAR -> "z";
              })
          .append('\n');
    }
    return code.append("    return a[..., 0]\n\n\n")
        .append("print(network(np.array([1.0]), np.array([2.0])))\n")
        .toString();
  }

  private static String pytorch(Playground playground) {
    Parameters parameters = playground.parameters();
    StringBuilder code = new StringBuilder(head(playground, "#"));
    code.append("import torch\n\n\n");
    code.append("def linear(weights, biases):\n");
    code.append(
        "    layer = torch.nn.Linear(len(weights[0]), len(weights), dtype=torch.float64)\n");
    code.append("    with torch.no_grad():\n");
    code.append("        layer.weight.copy_(torch.tensor(weights, dtype=torch.float64))\n");
    code.append("        layer.bias.copy_(torch.tensor(biases, dtype=torch.float64))\n");
    code.append("    return layer\n\n\nnetwork = torch.nn.Sequential(\n");
    int last = parameters.biases().length - 1;
    for (int layer = 1; layer <= last; layer++) {
      Activation f = layer == last ? output(playground) : playground.link().activation();
      code.append("    linear(")
          .append(
              rows(
                  Arrays.asList(parameters.weights()[layer]),
                  "[",
                  "]",
                  "float('nan')",
                  "float('inf')"))
          .append(", ")
          .append(row(parameters.biases()[layer], "[", "]", "float('nan')", "float('inf')"))
          .append("),\n");
      if (f != Activation.LINEAR) {
        code.append("    torch.nn.")
            .append(f == Activation.RELU ? "ReLU" : f == Activation.TANH ? "Tanh" : "Sigmoid")
            .append("(),\n");
      }
    }
    return code.append(")\n\n\ndef features(x, y):\n    return torch.stack([")
        .append(features(playground, "torch.sin"))
        .append("], dim=-1)\n\n\n")
        .append("print(network(features(torch.tensor([1.0]), torch.tensor([2.0])).double()))\n")
        .toString();
  }

  private static String rows(
      List<double[]> rows, String open, String close, String none, String infinite) {
    return rows.stream()
        .map(row -> row(row, open, close, none, infinite))
        .collect(Collectors.joining(", ", open, close));
  }

  private static String row(double[] row, String open, String close, String none, String infinite) {
    return Arrays.stream(row)
        .mapToObj(
            value ->
                Double.isNaN(value)
                    ? none
                    : Double.isInfinite(value)
                        ? (value > 0 ? "" : "-") + infinite
                        : Double.toString(value).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", open, close));
  }
}
