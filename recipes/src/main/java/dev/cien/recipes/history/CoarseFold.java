package dev.cien.recipes.history;

import dev.cien.recipes.kit.PrincipalAxes;

/// Places of α carbons that fit wanted distances, found in two steps.
///
/// ```
/// start    classical scaling: B = −½ J D² J, the three largest eigenvectors times √λ
/// lower    Σ w_ij (|x_i − x_j| − d_ij)²,  w = 1 / (1 + variance), 10 and 3.8 Å between neighbours
/// ```
///
/// by gradient descent with momentum. Distances know no left and right: the fold may come out as
/// its mirror image.
///
/// W. Torgerson, 1952; J. Kruskal: Multidimensional scaling, 1964; A. Senior et al.: Improved
/// protein structure prediction using potentials from deep learning, 2020, which lowers a potential
/// of predicted distances in the same way, over angles.
final class CoarseFold {
  private static final int STEPS = 150;
  private static final double RATE = 0.1;
  private static final double MOMENTUM = 0.8;
  private static final double NEIGHBOUR = 3.8;
  private static final double NEIGHBOUR_WEIGHT = 10;

  private CoarseFold() {}

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(sum);
  }

  /// A fold.
  ///
  /// @param wanted distances in ångström, `[L][L]`, symmetric
  /// @param variance how uncertain each is
  static double[][] of(double[][] wanted, double[][] variance) {
    int n = wanted.length;
    double[][] d = new double[n][n];
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean next = Math.abs(i - j) == 1;
        d[i][j] = i == j ? 0 : next ? NEIGHBOUR : wanted[i][j];
        w[i][j] = i == j ? 0 : next ? NEIGHBOUR_WEIGHT : 1 / (1 + variance[i][j]);
      }
    }
    double[][] places = start(d);
    double[][] speed = new double[n][3];
    for (int step = 0; step < STEPS; step++) {
      double[][] force = force(places, d, w);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < 3; k++) {
          speed[i][k] = MOMENTUM * speed[i][k] + RATE * force[i][k];
          places[i][k] += speed[i][k];
        }
      }
    }
    return places;
  }

  /// Where each residue is pulled: half the gradient, over the sum of its weights, which bounds the
  /// curvature.
  private static double[][] force(double[][] places, double[][] d, double[][] w) {
    int n = places.length;
    double[][] force = new double[n][3];
    for (int i = 0; i < n; i++) {
      double sum = 1e-9;
      for (int j = 0; j < n; j++) {
        if (j != i) {
          double apart = Math.max(distance(places[i], places[j]), 1e-6);
          double pull = w[i][j] * (d[i][j] - apart) / apart;
          sum += w[i][j];
          for (int k = 0; k < 3; k++) {
            force[i][k] += pull * (places[i][k] - places[j][k]);
          }
        }
      }
      for (int k = 0; k < 3; k++) {
        force[i][k] /= sum;
      }
    }
    return force;
  }

  /// Classical scaling.
  private static double[][] start(double[][] d) {
    int n = d.length;
    double[] mean = new double[n];
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        mean[i] += d[i][j] * d[i][j] / n;
      }
      all += mean[i] / n;
    }
    double[][] b = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b[i][j] = -0.5 * (d[i][j] * d[i][j] - mean[i] - mean[j] + all);
      }
    }
    // The rows of B spread along its own eigenvectors, since their mean is 0.
    double[][] axes = PrincipalAxes.of(b, 3).axes();
    double[][] places = new double[n][3];
    for (int k = 0; k < 3; k++) {
      double value = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          value += axes[k][i] * b[i][j] * axes[k][j];
        }
      }
      for (int i = 0; i < n; i++) {
        places[i][k] = axes[k][i] * Math.sqrt(Math.max(value, 1));
      }
    }
    return places;
  }
}
