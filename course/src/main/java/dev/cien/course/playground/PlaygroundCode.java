package dev.cien.course.playground;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes a trained network down as a program that needs nothing of Cien.
///
/// Numbers are written so that reading them gives the same `double`. Whatever the language, the
/// program's function gives what [Playground#outputs] gives, says what that means, and prints it
/// for a point. The Java program gives the same bits.
public final class PlaygroundCode {
  private PlaygroundCode() {}

  /// What it can be written in.
  public enum Language {
    /// One class with a `main`.
    JAVA,
    /// A function on arrays of points.
    NUMPY,
    /// A function on tensors of points around a `torch.nn.Sequential`.
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

  private static Activation activation(Playground playground, int layer) {
    if (layer <= playground.link().networkShape().size()) {
      return playground.link().activation(layer);
    }
    return Head.of(playground.link()) == Head.TANH ? Activation.TANH : Activation.LINEAR;
  }

  /// What is left to do with the sums of the last layer.
  private static boolean isSoftmax(Playground playground) {
    return Head.of(playground.link()) == Head.SOFTMAX;
  }

  private static boolean isLogistic(Playground playground) {
    return Head.of(playground.link()) == Head.LOGISTIC;
  }

  /// What the outputs are, as a sentence of the program.
  private static String meaning(Playground playground) {
    return switch (Head.of(playground.link())) {
      case TANH -> "From -1 to 1: class 0 below 0, class 1 above.";
      case LOGISTIC -> "From -1 to 1: class 0 below 0; (output + 1) / 2 is class 1's probability.";
      case SOFTMAX -> "The probability of each class; they add up to 1.";
      case LINEAR -> "The predicted value.";
    };
  }

  private static boolean isNormed(Parameters parameters, int layer) {
    double[][][] norms = parameters.memory().norms();
    return layer < norms.length && norms[layer].length > 0;
  }

  /// Scale, shift, mean and variance of a layer.
  private static List<double[]> norm(Parameters parameters, int layer) {
    return Arrays.asList(parameters.memory().norms()[layer]).subList(0, 4);
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

        %s  /** %s */
          static double[] outputs(double x, double y) {
            double[] a = {%s};
            for (int layer = 0; layer < WEIGHTS.length; layer++) {
              double[] next = new double[WEIGHTS[layer].length];
              for (int node = 0; node < next.length; node++) {
                double z = BIASES[layer][node];
                for (int from = 0; from < a.length; from++) {
                  z += WEIGHTS[layer][node][from] * a[from];
                }
        %s        next[node] = activation(layer, z);
              }
              a = next;
            }
        %s    return a;
          }

          static double activation(int layer, double z) {
            return switch (layer) {
        %s    };
          }

          static double output(double x, double y) {
            return outputs(x, y)[0];
          }

          public static void main(String[] args) {
            for (double one : outputs(Double.parseDouble(args[0]), Double.parseDouble(args[1]))) {
              System.out.println(one);
            }
          }
        }
        """
            .formatted(
                rows(biases, "{", "}", "Double.NaN", "1.0 / 0"),
                weights.stream()
                    .map(layer -> rows(Arrays.asList(layer), "{", "}", "Double.NaN", "1.0 / 0"))
                    .collect(Collectors.joining(",\n    ", "{\n    ", "\n  }")),
                javaNorms(parameters),
                meaning(playground),
                features(playground, "StrictMath.sin"),
                parameters.memory().norms().length == 0 ? "" : JAVA_NORM.indent(8),
                javaHead(playground),
                IntStream.rangeClosed(1, layers - 1)
                    .mapToObj(
                        layer ->
                            "      "
                                + (layer == layers - 1 ? "default" : "case " + (layer - 1))
                                + " -> "
                                + java(activation(playground, layer))
                                + ";\n")
                    .collect(Collectors.joining()));
  }

  private static final String JAVA_NORM =
      """
      if (NORMS[layer].length > 0) {
        double[][] n = NORMS[layer];
        z = (z - n[2][node]) / Math.sqrt(n[3][node] + 1e-5) * n[0][node] + n[1][node];
      }
      """;

  private static String javaNorms(Parameters parameters) {
    int layers = parameters.biases().length;
    if (parameters.memory().norms().length == 0) {
      return "";
    }
    return IntStream.range(1, layers)
        .mapToObj(
            layer ->
                isNormed(parameters, layer)
                    ? rows(norm(parameters, layer), "{", "}", "Double.NaN", "1.0 / 0")
                    : "{}")
        .collect(
            Collectors.joining(
                ",\n    ",
                "  // Batch norm by layer: scale, shift, running mean, running variance.\n"
                    + "  static final double[][][] NORMS = {\n    ",
                "\n  };\n\n"));
  }

  private static String javaHead(Playground playground) {
    if (isLogistic(playground)) {
      return "    a[0] = StrictMath.tanh(a[0] / 2);\n";
    }
    return isSoftmax(playground)
        ? """
            double most = a[0];
            for (double z : a) {
              most = Math.max(most, z);
            }
            double all = 0;
            for (int i = 0; i < a.length; i++) {
              a[i] = StrictMath.exp(a[i] - most);
              all += a[i];
            }
            for (int i = 0; i < a.length; i++) {
              a[i] /= all;
            }
        """
        : "";
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
    code.append(function(playground));
    code.append("    a = np.stack([")
        .append(features(playground, "np.sin"))
        .append("], axis=-1).astype(float)\n");
    int last = parameters.biases().length - 1;
    for (int layer = 1; layer <= last; layer++) {
      Activation f = activation(playground, layer);
      code.append("    z = a @ np.array(")
          .append(rows(Arrays.asList(parameters.weights()[layer]), "[", "]", "np.nan", "np.inf"))
          .append(").T + np.array(")
          .append(row(parameters.biases()[layer], "[", "]", "np.nan", "np.inf"))
          .append(")\n");
      if (isNormed(parameters, layer)) {
        code.append("    scale, shift, mean, variance = np.array(")
            .append(rows(norm(parameters, layer), "[", "]", "np.nan", "np.inf"))
            .append(")\n    z = (z - mean) / np.sqrt(variance + 1e-5) * scale + shift\n");
      }
      code.append("    a = ")
          .append(
              switch (f) {
                case RELU -> "np.maximum(z, 0)";
                case TANH -> "np.tanh(z)";
                case SIGMOID -> "1 / (1 + np.exp(-z))";
                case LINEAR -> "z";
              })
          .append('\n');
    }
    if (isLogistic(playground)) {
      code.append("    a = np.tanh(a / 2)\n");
    } else if (isSoftmax(playground)) {
      code.append("    a = np.exp(a - a.max(axis=-1, keepdims=True))\n");
      code.append("    return a / a.sum(axis=-1, keepdims=True)\n\n\n");
    }
    return code.append(isSoftmax(playground) ? "" : "    return a[..., 0]\n\n\n")
        .append("print(network(np.array([1.0]), np.array([2.0])).tolist())\n")
        .toString();
  }

  /// How the function begins in Python.
  private static String function(Playground playground) {
    return "def network(x, y):\n    \"\"\"" + meaning(playground) + "\"\"\"\n";
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
    code.append("    return layer\n\n\n");
    if (parameters.memory().learnt() > 0) {
      code.append(TORCH_NORM);
    }
    code.append("layers = torch.nn.Sequential(\n");
    int last = parameters.biases().length - 1;
    for (int layer = 1; layer <= last; layer++) {
      Activation f = activation(playground, layer);
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
      if (isNormed(parameters, layer)) {
        code.append("    norm(*")
            .append(rows(norm(parameters, layer), "[", "]", "float('nan')", "float('inf')"))
            .append("),\n");
      }
      if (f != Activation.LINEAR) {
        code.append("    torch.nn.")
            .append(f == Activation.RELU ? "ReLU" : f == Activation.TANH ? "Tanh" : "Sigmoid")
            .append("(),\n");
      }
      double dropout = playground.link().extras().dropout();
      if (layer < last && dropout > 0) {
        code.append("    torch.nn.Dropout(").append(dropout).append("),\n");
      }
    }
    code.append(")");
    if (parameters.memory().learnt() > 0 || playground.link().extras().dropout() > 0) {
      code.append("\nlayers.eval()");
    }
    String sums =
        "layers(torch.stack([%s], dim=-1).double())".formatted(features(playground, "torch.sin"));
    return code.append("\n\n\n")
        .append(function(playground))
        .append("    return ")
        .append(
            switch (Head.of(playground.link())) {
              case SOFTMAX -> "torch.softmax(" + sums + ", dim=-1)";
              case LOGISTIC -> "torch.tanh(" + sums + "[..., 0] / 2)";
              case TANH, LINEAR -> sums + "[..., 0]";
            })
        .append("\n\n\nprint(network(torch.tensor([1.0]), torch.tensor([2.0])).tolist())\n")
        .toString();
  }

  private static final String TORCH_NORM =
      """
      def norm(scale, shift, mean, variance):
          layer = torch.nn.BatchNorm1d(len(scale), dtype=torch.float64)
          with torch.no_grad():
              layer.weight.copy_(torch.tensor(scale, dtype=torch.float64))
              layer.bias.copy_(torch.tensor(shift, dtype=torch.float64))
              layer.running_mean.copy_(torch.tensor(mean, dtype=torch.float64))
              layer.running_var.copy_(torch.tensor(variance, dtype=torch.float64))
          return layer


      """;

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
