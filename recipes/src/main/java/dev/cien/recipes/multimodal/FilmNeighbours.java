package dev.cien.recipes.multimodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Films that the same people rated, which is what a shop's "who bought this also bought" does.
///
/// * **cosine**: the likeness of films i and j is n(i,j) / √(n(i)·n(j)), with n(i,j) people who
///   rated both; a film's score is the sum over the whole history, recent or not.
/// * **nearby**: only films at most 20 places apart in somebody's order count, each 1 / distance,
///   and the k-th newest film of the history counts exp(−k / 10). Likenesses are divided by 5 +
///   √(n(i)·n(j)), so that films that hardly anybody rated are not like all that stood by them.
///
/// B. Sarwar, G. Karypis, J. Konstan, J. Riedl: Item-based collaborative filtering recommendation
/// algorithms, 2001. Numbers of `nearby` were chosen on the validation part.
///
/// @param films how many films there are
/// @param train the films of each person, oldest first
/// @param counts how often each film was rated
/// @param near whether only nearby films count
record FilmNeighbours(int films, List<int[]> train, int[] counts, boolean near)
    implements Recommender {
  private static final int REACH = 20;
  private static final int LOOKED_AT = 60;
  private static final double FADING = 10;
  private static final double SHRINKAGE = 5;

  static FilmNeighbours of(Viewings viewings, boolean near) {
    return new FilmNeighbours(viewings.films(), viewings.train(), viewings.counts(), near);
  }

  @Override
  public double[][] scores(List<int[]> histories) {
    return near ? nearby(histories) : histories.stream().map(this::cosine).toArray(double[][]::new);
  }

  /// Σ_j n(i,j) / √(n(i)·n(j)), summed person by person.
  private double[] cosine(int... history) {
    double[] weight = new double[films];
    for (int film : history) {
      weight[film] = counts[film] == 0 ? 0 : 1 / Math.sqrt(counts[film]);
    }
    double[] scores = new double[films];
    for (int[] own : train) {
      double common = IntStream.of(own).mapToDouble(film -> weight[film]).sum();
      for (int film : own) {
        scores[film] += common / Math.sqrt(counts[film]);
      }
    }
    return scores;
  }

  private double[][] nearby(List<int[]> histories) {
    List<List<int[]>> at = new ArrayList<>();
    IntStream.range(0, films).forEach(_ -> at.add(new ArrayList<>()));
    for (int person = 0; person < train.size(); person++) {
      int[] own = train.get(person);
      for (int place = 0; place < own.length; place++) {
        at.get(own[place]).add(new int[] {person, place});
      }
    }
    return histories.stream().map(history -> nearby(history, at)).toArray(double[][]::new);
  }

  private double[] nearby(int[] history, List<List<int[]>> at) {
    double[] scores = new double[films];
    int[] newest =
        Arrays.copyOfRange(history, Math.max(0, history.length - LOOKED_AT), history.length);
    for (int k = 0; k < newest.length; k++) {
      int film = newest[newest.length - 1 - k];
      for (int[] where : at.get(film)) {
        int[] own = train.get(where[0]);
        int to = Math.min(own.length - 1, where[1] + REACH);
        for (int place = Math.max(0, where[1] - REACH); place <= to; place++) {
          if (place != where[1]) {
            scores[own[place]] +=
                Math.exp(-k / FADING)
                    / Math.abs(place - where[1])
                    / (SHRINKAGE + Math.sqrt((double) counts[film] * counts[own[place]]));
          }
        }
      }
    }
    return scores;
  }
}
