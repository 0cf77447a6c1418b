package dev.cien.nn.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Every prediction's score beside whether it was right, batch after batch: for metrics that need
/// the whole ranking.
///
/// @param before what was gathered before the last batch, nothing before the first
/// @param scores the last batch's scores
/// @param hits whether each is a positive
public record Scored(Optional<Scored> before, double[] scores, boolean[] hits) {
  /// Nothing yet.
  public static final Scored NONE = new Scored(Optional.empty(), new double[0], new boolean[0]);

  /// This with one more batch.
  public Scored plus(double[] moreScores, boolean[] moreHits) {
    return new Scored(Optional.of(this), moreScores, moreHits);
  }

  /// How many there are.
  public int size() {
    return batches().stream().mapToInt(batch -> batch.scores.length).sum();
  }

  /// Each batch by itself, from the last to the first.
  List<Scored> batches() {
    return Stream.iterate(
            Optional.of(this), Optional::isPresent, batch -> batch.flatMap(Scored::before))
        .map(Optional::orElseThrow)
        .toList();
  }

  /// Everything in one batch, the highest score first.
  public Scored ranked() {
    int size = size();
    double[] allScores = new double[size];
    boolean[] allHits = new boolean[size];
    int end = size;
    for (Scored batch : batches()) {
      end -= batch.scores.length;
      System.arraycopy(batch.scores, 0, allScores, end, batch.scores.length);
      System.arraycopy(batch.hits, 0, allHits, end, batch.hits.length);
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -allScores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] rankedHits = new boolean[size];
    for (int i = 0; i < size; i++) {
      rankedHits[i] = allHits[order[i]];
    }
    return new Scored(
        Optional.empty(),
        Arrays.stream(order).mapToDouble(i -> allScores[i]).toArray(),
        rankedHits);
  }

  /// How many positives and negatives a threshold at some score lets through.
  ///
  /// @param score the threshold
  /// @param found positives with this score or a higher one
  /// @param alarms negatives with this score or a higher one
  record Point(double score, long found, long alarms) {}

  /// The points of all thresholds, from the highest score down; equal scores share one. Empty if
  /// there are no scores, or if one is not a number and so has no place among the others.
  List<Point> points() {
    Scored ranked = ranked();
    List<Point> points = new ArrayList<>();
    long found = 0;
    for (int i = 0; i < ranked.scores.length; i++) {
      if (Double.isNaN(ranked.scores[i])) {
        return List.of();
      }
      found += ranked.hits[i] ? 1 : 0;
      if (i + 1 == ranked.scores.length || ranked.scores[i] != ranked.scores[i + 1]) {
        points.add(new Point(ranked.scores[i], found, i + 1 - found));
      }
    }
    return points;
  }
}
