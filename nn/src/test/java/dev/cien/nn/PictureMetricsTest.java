package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.metric.Metrics;
import dev.cien.nn.metric.Psnr;
import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PictureMetricsTest {
  @Test
  void psnrIsTheMeanOverPicturesInDecibels() {
    Tensor target = Tensor.zeros(2, 1, 2, 2);
    Tensor prediction = Tensor.of(new float[] {0.1f, 0.1f, -0.1f, 0.1f, 1, 1, 1, 1}, 2, 1, 2, 2);
    assertThat(Metrics.psnr().of(prediction, target)).isCloseTo((20 + 0) / 2.0, within(1e-5));
    assertThat(new Psnr(255).of(prediction.mul(255), target)).isCloseTo(10, within(1e-5));
    assertThat(Metrics.psnr().of(target, target)).isInfinite();
  }

  @Test
  void ssimOfFlatPicturesIsTheTermOfBrightness() {
    double a = 0.25;
    double b = 0.75;
    double expected = (2 * a * b + 1e-4) / (a * a + b * b + 1e-4);
    assertThat(Metrics.ssim().of(Tensor.full(a, 1, 3, 11, 12), Tensor.full(b, 1, 3, 11, 12)))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void ssimIsThatOfTheDefinition() {
    Tensor x = Tensor.rand(Rng.of(1), 2, 2, 13, 14);
    Tensor y = x.mul(0.5).add(Tensor.rand(Rng.of(2), 2, 2, 13, 14).mul(0.5));
    double[] p = x.toDoubles();
    double[] t = y.toDoubles();
    double sum = 0;
    int places = 0;
    for (int plane = 0; plane < 4; plane++) {
      for (int top = 0; top + 11 <= 13; top++) {
        for (int left = 0; left + 11 <= 14; left++, places++) {
          sum += at(p, t, plane * 13 * 14, top, left);
        }
      }
    }
    assertThat(Metrics.ssim().of(x, y)).isCloseTo(sum / places, within(1e-9));
    assertThat(Metrics.ssim().of(x, x)).isCloseTo(1, within(1e-9));
  }

  /// The similarity in one window of a plane 14 wide, by two passes over its pixels.
  private static double at(double[] p, double[] t, int plane, int top, int left) {
    double weights = 0;
    double a = 0;
    double b = 0;
    for (int pass = 0; pass < 2; pass++) {
      double aa = 0;
      double bb = 0;
      double ab = 0;
      for (int v = 0; v < 11; v++) {
        for (int u = 0; u < 11; u++) {
          double w = Math.exp(-((v - 5) * (v - 5) + (u - 5) * (u - 5)) / 4.5);
          int i = plane + (top + v) * 14 + left + u;
          if (pass == 0) {
            weights += w;
            a += w * p[i];
            b += w * t[i];
          } else {
            aa += w * (p[i] - a) * (p[i] - a) / weights;
            bb += w * (t[i] - b) * (t[i] - b) / weights;
            ab += w * (p[i] - a) * (t[i] - b) / weights;
          }
        }
      }
      if (pass == 0) {
        a /= weights;
        b /= weights;
      } else {
        return (2 * a * b + 1e-4) * (2 * ab + 9e-4) / ((a * a + b * b + 1e-4) * (aa + bb + 9e-4));
      }
    }
    throw new AssertionError();
  }

  @Test
  void picturesThatDoNotFitAreAnError() {
    assertThatThrownBy(() -> Metrics.ssim().of(Tensor.zeros(1, 1, 8, 8), Tensor.zeros(1, 1, 8, 8)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("11 pixels or more");
    assertThatThrownBy(() -> Metrics.psnr().of(Tensor.zeros(1, 8, 8), Tensor.zeros(1, 8, 8)))
        .hasMessageContaining("unsqueeze(1)");
  }
}
