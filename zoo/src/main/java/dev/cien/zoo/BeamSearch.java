package dev.cien.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Looks for the most likely texts by keeping the best few beginnings at every step; with one it
/// takes the most likely token at every step (greedy).
///
/// Texts of different lengths are compared by log p / ((5 + length) / 6)^0.6 (Wu et al. 2016,
/// arXiv:1609.08144).
///
/// @param width how many beginnings are kept
/// @param length how many tokens a text may have at most, its end included
/// @param start the token before every text
/// @param end the token after every text
public record BeamSearch(int width, int length, int start, int end) {
  private static final double PENALTY = 0.6;

  /// What says how likely each token is to follow a beginning.
  @FunctionalInterface
  public interface Scorer {
    /// The logarithm of the probability of each token.
    ///
    /// @param texts which text each beginning belongs to
    /// @param beginnings equally long, each with its start token
    /// @return for each beginning, the logarithms of all tokens
    float[][] after(int[] texts, int[][] beginnings);
  }

  private record Path(int[] tokens, double log, boolean ended) {
    double score() {
      return log / StrictMath.pow((5.0 + tokens.length - 1) / 6, PENALTY);
    }
  }

  /// Checks the numbers.
  public BeamSearch {
    if (width < 1 || length < 1) {
      throw new IllegalArgumentException(
          "beam search: expected a width and a length of 1 or more, found "
              + width
              + " and "
              + length);
    }
  }

  /// The best text found for each of `count`, without start and end.
  public List<int[]> search(int count, Scorer scorer) {
    List<List<Path>> beams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      beams.add(List.of(new Path(new int[] {start}, 0, false)));
    }
    for (int step = 0; step < length; step++) {
      List<Path> open = new ArrayList<>();
      List<Integer> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        for (Path path : beams.get(i)) {
          if (!path.ended) {
            open.add(path);
            texts.add(i);
          }
        }
      }
      if (open.isEmpty()) {
        break;
      }
      float[][] logs =
          scorer.after(
              texts.stream().mapToInt(Integer::intValue).toArray(),
              open.stream().map(Path::tokens).toArray(int[][]::new));
      int at = 0;
      for (int i = 0; i < count; i++) {
        List<Path> candidates = new ArrayList<>();
        for (Path path : beams.get(i)) {
          if (path.ended) {
            candidates.add(path);
          } else {
            extend(path, logs[at++], candidates);
          }
        }
        candidates.sort(Comparator.comparingDouble(path -> -path.score()));
        beams.set(i, List.copyOf(candidates.subList(0, Math.min(width, candidates.size()))));
      }
    }
    return beams.stream().map(paths -> text(paths.getFirst())).toList();
  }

  /// Adds the most likely ways to go on.
  private void extend(Path path, float[] logs, List<Path> candidates) {
    boolean[] taken = new boolean[logs.length];
    for (int k = 0; k < Math.min(width, logs.length); k++) {
      int best = -1;
      for (int token = 0; token < logs.length; token++) {
        if (!taken[token] && (best < 0 || logs[token] > logs[best])) {
          best = token;
        }
      }
      taken[best] = true;
      int[] longer = Arrays.copyOf(path.tokens, path.tokens.length + 1);
      longer[path.tokens.length] = best;
      candidates.add(new Path(longer, path.log + logs[best], best == end));
    }
  }

  private int[] text(Path path) {
    int to = path.ended ? path.tokens.length - 1 : path.tokens.length;
    return Arrays.copyOfRange(path.tokens, 1, to);
  }
}
