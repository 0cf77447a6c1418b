package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.Arrays;

/// Sums of products: matrix product, convolution and its two gradients.
final class ContractionReference {
  private ContractionReference() {}

  /// y[…, i, j] = Σₖ a[…, i, k] · b[…, k, j].
  static Value matMul(Node node, Value a, Value b) {
    Shape left = node.input(0).shape();
    int m = left.dim(-2);
    int k = left.dim(-1);
    int n = node.shape().dim(-1);
    int size = node.shape().size();
    int batches = m * n == 0 ? 0 : size / (m * n);
    return switch (a) {
      case Value.Reals(double[] x) -> {
        double[] w = b.reals();
        double[] y = new double[size];
        for (int row = 0; row < batches * m; row++) {
          for (int p = 0; p < k; p++) {
            double factor = x[row * k + p];
            int other = (row / m * k + p) * n;
            for (int j = 0; j < n; j++) {
              y[row * n + j] += factor * w[other + j];
            }
          }
        }
        yield new Value.Reals(y);
      }
      case Value.Wholes(long[] x) -> {
        long[] w = b.wholes();
        long[] y = new long[size];
        for (int row = 0; row < batches * m; row++) {
          for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
              y[row * n + j] += x[row * k + p] * w[(row / m * k + p) * n + j];
            }
          }
        }
        yield new Value.Wholes(y);
      }
    };
  }

  /// y[b, k, o] = Σ over channels c of the group and taps s of x[b, c, place(s, o)] · w[k, c, s].
  static Value conv(Node node, Op.Geometry geometry, Value input, Value weight) {
    double[] x = input.reals();
    double[] w = weight.reals();
    double[] y = new double[node.shape().size()];
    Nest nest = Nest.of(node.input(0).shape(), node.input(1).shape(), geometry);
    nest.forEach(
        (plane, tap, s, window) -> {
          for (int o = 0; o < nest.windows.out(); o++) {
            int place = nest.windows.place(s, o);
            if (place >= 0) {
              y[window + o] += x[plane + place] * w[tap];
            }
          }
        });
    return new Value.Reals(y);
  }

  /// dx[b, c, place(s, o)] = Σ dy[b, k, o] · w[k, c, s] over all that fall there.
  static Value convInput(Node node, Op.Geometry geometry, Value gradient, Value weight) {
    double[] dy = gradient.reals();
    double[] w = weight.reals();
    double[] dx = new double[node.shape().size()];
    Nest nest = Nest.of(node.shape(), node.input(1).shape(), geometry);
    nest.forEach(
        (plane, tap, s, window) -> {
          for (int o = 0; o < nest.windows.out(); o++) {
            int place = nest.windows.place(s, o);
            if (place >= 0) {
              dx[plane + place] += dy[window + o] * w[tap];
            }
          }
        });
    return new Value.Reals(dx);
  }

  /// dw[k, c, s] = Σ over b and o of dy[b, k, o] · x[b, c, place(s, o)].
  static Value convWeight(Node node, Op.Geometry geometry, Value input, Value gradient) {
    double[] x = input.reals();
    double[] dy = gradient.reals();
    double[] dw = new double[node.shape().size()];
    Nest nest = Nest.of(node.input(0).shape(), node.shape(), geometry);
    nest.forEach(
        (plane, tap, s, window) -> {
          for (int o = 0; o < nest.windows.out(); o++) {
            int place = nest.windows.place(s, o);
            if (place >= 0) {
              dw[tap] += dy[window + o] * x[plane + place];
            }
          }
        });
    return new Value.Reals(dw);
  }

  /// The loops that all three share: samples, output channels, the input channels of their group,
  /// taps.
  private record Nest(int samples, int channels, int filters, int groups, Windows windows) {
    static Nest of(Shape x, Shape w, Op.Geometry geometry) {
      int[] in = Arrays.copyOfRange(x.dims(), 2, x.rank());
      int[] kernel = Arrays.copyOfRange(w.dims(), 2, w.rank());
      return new Nest(
          x.dim(0), x.dim(1), w.dim(0), geometry.groups(), Windows.of(in, kernel, geometry));
    }

    @FunctionalInterface
    interface Body {
      /// Begin of the input plane, place of the weight, tap s, begin of the output plane.
      void at(int plane, int tap, int s, int window);
    }

    void forEach(Body body) {
      int perGroup = channels / groups;
      for (int b = 0; b < samples; b++) {
        for (int k = 0; k < filters; k++) {
          int group = k / (filters / groups);
          for (int c = 0; c < perGroup; c++) {
            int plane = (b * channels + group * perGroup + c) * windows.in();
            for (int s = 0; s < windows.kernel(); s++) {
              body.at(
                  plane,
                  (k * perGroup + c) * windows.kernel() + s,
                  s,
                  (b * filters + k) * windows.out());
            }
          }
        }
      }
    }
  }
}
