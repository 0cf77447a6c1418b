package dev.cien.recipes.multimodal;

import dev.cien.data.MovieLens;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.SasRec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Who rated which films in which order, and the two last films of each person kept back.
///
/// The test asks for the last film and shows all before it; validation asks for the one before
/// that. Either looks for it among all films that the person had not rated by then: samples of a
/// hundred would order recommenders otherwise.
///
/// W. Krichene, S. Rendle: On sampled metrics for item recommendation, 2020.
///
/// @param films how many films there are
/// @param train the films of each person but those kept back, oldest first
/// @param asked the people of whom films were kept back
/// @param validation the last but one film of each of those asked
/// @param test their last film
record Viewings(int films, List<int[]> train, int[] asked, int[] validation, int[] test) {
  private static final int CHUNK = 64;

  static Viewings of(MovieLens ratings) {
    MovieLens.Parts parts = ratings.leaveLastOut();
    List<List<Integer>> train = new ArrayList<>();
    IntStream.range(0, ratings.users()).forEach(_ -> train.add(new ArrayList<>()));
    parts.train().forEach(rating -> train.get(rating.user()).add(rating.movie()));
    return new Viewings(
        ratings.movies().size(),
        train.stream().map(own -> own.stream().mapToInt(i -> i).toArray()).toList(),
        parts.test().stream().mapToInt(MovieLens.Rating::user).toArray(),
        parts.validation().stream().mapToInt(MovieLens.Rating::movie).toArray(),
        parts.test().stream().mapToInt(MovieLens.Rating::movie).toArray());
  }

  /// What is asked for in the end, or on the way.
  int[] answers(boolean inTheEnd) {
    return inTheEnd ? test : validation;
  }

  /// What a person asked had rated before the film asked for.
  int[] history(int question, boolean inTheEnd) {
    int[] own = train.get(asked[question]);
    if (!inTheEnd) {
      return own;
    }
    int[] more = Arrays.copyOf(own, own.length + 1);
    more[own.length] = validation[question];
    return more;
  }

  /// How often each film was rated in the training part.
  int[] counts() {
    int[] counts = new int[films];
    train.forEach(own -> IntStream.of(own).forEach(film -> counts[film]++));
    return counts;
  }

  /// The place of each film asked for among those that the person had not rated.
  int[] places(Recommender recommender, boolean inTheEnd) {
    int[] places = new int[asked.length];
    for (int from = 0; from < asked.length; from += CHUNK) {
      List<int[]> histories =
          IntStream.range(from, Math.min(from + CHUNK, asked.length))
              .mapToObj(q -> history(q, inTheEnd))
              .toList();
      double[][] scores = recommender.scores(histories);
      for (int i = 0; i < scores.length; i++) {
        places[from + i] =
            Ranking.place(unseen(scores[i], histories.get(i)), answers(inTheEnd)[from + i]);
      }
    }
    return places;
  }

  /// The scores with −∞ for the films of a history.
  static double[] unseen(double[] scores, int... history) {
    double[] left = scores.clone();
    for (int film : history) {
      left[film] = Double.NEGATIVE_INFINITY;
    }
    return left;
  }

  /// The films with the highest scores that are not in a history.
  static int[] best(double[] scores, int[] history, int most) {
    double[] left = unseen(scores, history);
    return IntStream.range(0, left.length)
        .filter(film -> left[film] > Double.NEGATIVE_INFINITY)
        .boxed()
        .sorted((a, b) -> Double.compare(left[b], left[a]))
        .limit(most)
        .mapToInt(film -> film)
        .toArray();
  }

  /// The training part in windows of `length` films, each half over the one before: inputs the
  /// films, targets the film after each, int32 `[N, length]`, both filled up with [SasRec#NONE].
  TensorDataset windows(int length) {
    List<int[]> before = new ArrayList<>();
    List<int[]> after = new ArrayList<>();
    for (int[] own : train) {
      int from = own.length;
      for (int to = own.length - 1; to > 0 && from > 0; to -= Math.max(1, length / 2)) {
        from = Math.max(0, to - length);
        before.add(Arrays.copyOfRange(own, from, to));
        after.add(Arrays.copyOfRange(own, from + 1, to + 1));
      }
    }
    return TensorDataset.of(padded(before, length), padded(after, length));
  }

  /// The newest `length` films of histories, oldest first, filled up at the end.
  static Tensor padded(List<int[]> histories, int length) {
    int[] all = new int[histories.size() * length];
    Arrays.fill(all, SasRec.NONE);
    for (int i = 0; i < histories.size(); i++) {
      int[] own = histories.get(i);
      int count = Math.min(length, own.length);
      System.arraycopy(own, own.length - count, all, i * length, count);
    }
    return Tensor.of(all, histories.size(), length);
  }
}
