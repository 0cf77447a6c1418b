package dev.cien.recipes.multimodal;

import dev.cien.recipes.kit.LeastSquares;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Matrix factorisation of what was rated: people and films get vectors of `width` numbers so that
/// p·q is near 1 for films that a person rated and near 0 for the others.
///
/// ```
/// least Σ c (r − p·q)² + λ (Σ |p|² + Σ |q|²)     r = 1, c = 1 + α where rated; r = 0, c = 1 elsewhere
/// p = (QᵀQ + α Σ q qᵀ + λ I)⁻¹ (1 + α) Σ q       sums over the films that the person rated
/// ```
///
/// and the same for films, in turn: alternating least squares. A history that is not in the
/// training part gets its vector by the same formula. Order plays no part.
///
/// Y. Hu, Y. Koren, C. Volinsky: Collaborative filtering for implicit feedback datasets, 2008.
///
/// @param films a vector for each film
record FilmFactors(double[][] films) implements Recommender {
  private static final int WIDTH = 32;
  private static final int ROUNDS = 10;

  // Chosen on the validation part.
  private static final double ALPHA = 2;
  private static final double LAMBDA = 10;

  static FilmFactors of(int count, List<int[]> train, Rng rng) {
    List<List<Integer>> lists = new ArrayList<>();
    IntStream.range(0, count).forEach(_ -> lists.add(new ArrayList<>()));
    for (int person = 0; person < train.size(); person++) {
      for (int film : train.get(person)) {
        lists.get(film).add(person);
      }
    }
    List<int[]> raters =
        lists.stream().map(own -> own.stream().mapToInt(i -> i).toArray()).toList();
    double[][] films = new double[count][WIDTH];
    for (double[] film : films) {
      for (int k = 0; k < WIDTH; k++) {
        film[k] = 0.1 * rng.nextGaussian();
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      films = solved(raters, solved(train, films));
    }
    return new FilmFactors(films);
  }

  @Override
  public double[][] scores(List<int[]> histories) {
    double[][] people = solved(histories, films);
    double[][] scores = new double[people.length][films.length];
    for (int i = 0; i < people.length; i++) {
      for (int film = 0; film < films.length; film++) {
        scores[i][film] = dot(people[i], films[film]);
      }
    }
    return scores;
  }

  /// The best vectors of one side where those of the other are given.
  private static double[][] solved(List<int[]> chosen, double[][] others) {
    double[][] common = new double[WIDTH][WIDTH];
    for (double[] other : others) {
      add(common, 1, other);
    }
    double[][] vectors = new double[chosen.size()][];
    for (int i = 0; i < vectors.length; i++) {
      double[][] a = new double[WIDTH][];
      for (int k = 0; k < WIDTH; k++) {
        a[k] = common[k].clone();
        a[k][k] += LAMBDA;
      }
      double[] b = new double[WIDTH];
      for (int one : chosen.get(i)) {
        add(a, ALPHA, others[one]);
        for (int k = 0; k < WIDTH; k++) {
          b[k] += (1 + ALPHA) * others[one][k];
        }
      }
      vectors[i] = LeastSquares.solve(a, b);
    }
    return vectors;
  }

  /// a + f v vᵀ, its lower half.
  private static void add(double[][] a, double f, double... v) {
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] += f * v[i] * v[j];
      }
    }
  }

  private static double dot(double[] a, double... b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
