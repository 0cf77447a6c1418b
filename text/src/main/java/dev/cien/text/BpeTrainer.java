package dev.cien.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Learns a byte-level byte-pair encoding from text.
///
/// ```java
/// ByteLevelBpe tokenizer = BpeTrainer.of(8000, Tokenizer.END).train(text);
/// ```
///
/// The vocabulary begins with the special tokens and the 256 bytes. Then the most frequent pair of
/// neighbours becomes a token and is joined everywhere, and so on until the vocabulary has its size
/// or the most frequent pair is too rare. Of equally frequent pairs the one with the smaller left
/// id wins, then the one with the smaller right id: the same text gives the same tokenizer.
///
/// Pairs are counted once over the distinct words; joining one changes the counts only of the words
/// that hold it.
///
/// @param size the number of tokens, special ones included; at least 256 and the special ones
/// @param minFrequency how often a pair must occur to become a token
/// @param special the special tokens, which get the first ids
/// @param prefixSpace whether the tokenizer puts a space before a text
public record BpeTrainer(int size, int minFrequency, List<String> special, boolean prefixSpace) {
  /// Checks and copies.
  public BpeTrainer {
    special = List.copyOf(special);
    if (size < 256 + special.size() || minFrequency < 1) {
      throw new IllegalArgumentException(
          "BPE trainer: expected room for the 256 bytes and "
              + special.size()
              + " special tokens, and a minimal frequency of at least 1, found "
              + size
              + " and "
              + minFrequency);
    }
  }

  /// A trainer whose pairs must occur twice, and whose tokenizer adds no space.
  public static BpeTrainer of(int size, String... special) {
    return new BpeTrainer(size, 2, List.of(special), false);
  }

  /// Learns from one text.
  public ByteLevelBpe train(String text) {
    return train(List.of(text));
  }

  /// Learns from many texts; no pair reaches from one into the next.
  public ByteLevelBpe train(Iterable<String> texts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String text : texts) {
      boolean added = prefixSpace && !text.isEmpty() && !text.startsWith(" ");
      Words.split(added ? " " + text : text, part -> counts.merge(part, 1, Integer::sum));
    }
    List<String> tokens = new ArrayList<>(special);
    tokens.addAll(ByteAlphabet.tokens());
    var run = new Run(tokens, counts);
    List<ByteLevelBpe.Merge> merges = run.merges(size, minFrequency);
    return ByteLevelBpe.of(run.tokens, merges, special).withPrefixSpace(prefixSpace);
  }

  /// A pair of neighbouring tokens with its count at some time.
  private record Candidate(long count, int left, int right) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingLong(Candidate::count)
          .reversed()
          .thenComparingInt(Candidate::left)
          .thenComparingInt(Candidate::right);

  /// How often a pair occurs, and in which words it may.
  private static final class Pair {
    private final int left;
    private final int right;
    private long count;
    private int[] words = new int[2];
    private int size;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    void in(int word) {
      // Words are passed in one go, so that a repetition is the last one.
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, 2 * size);
      }
      words[size++] = word;
    }

    Candidate candidate() {
      return new Candidate(count, left, right);
    }
  }

  /// The state of one training: words as ids, and the pairs in them.
  private static final class Run {
    private static final int NONE = -1;

    private final List<String> tokens;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int[][] words;
    private final int[] counts;
    private final Map<Long, Pair> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(BEST_FIRST);

    Run(List<String> tokens, Map<String, Integer> texts) {
      this.tokens = tokens;
      for (int id = 0; id < tokens.size(); id++) {
        ids.put(tokens.get(id), id);
      }
      words = new int[texts.size()][];
      counts = new int[texts.size()];
      Set<Pair> risen = new HashSet<>();
      int at = 0;
      for (var entry : texts.entrySet()) {
        counts[at] = entry.getValue();
        words[at] =
            ByteAlphabet.write(Words.utf8(entry.getKey()))
                .chars()
                .map(c -> ids.get(String.valueOf((char) c)))
                .toArray();
        count(at++, 1, NONE, risen);
      }
      risen.forEach(pair -> queue.add(pair.candidate()));
    }

    /// Adds a word's pairs to the counts, or takes them away. Those that hold the newest token were
    /// not known to be in this word; in the beginning none was.
    private void count(int word, int sign, int newest, Set<Pair> risen) {
      int[] pieces = words[word];
      for (int i = 0; i + 1 < pieces.length; i++) {
        int left = pieces[i];
        int right = pieces[i + 1];
        Pair pair = pairs.computeIfAbsent(Merges.pair(left, right), _ -> new Pair(left, right));
        pair.count += (long) sign * counts[word];
        if (sign > 0 && (newest == NONE || left == newest || right == newest)) {
          pair.in(word);
          risen.add(pair);
        }
      }
    }

    List<ByteLevelBpe.Merge> merges(int size, int minFrequency) {
      List<ByteLevelBpe.Merge> merges = new ArrayList<>();
      while (tokens.size() < size && !queue.isEmpty()) {
        Candidate best = queue.poll();
        Pair pair = pairs.get(Merges.pair(best.left, best.right));
        if (pair == null || pair.count != best.count) {
          // Its count fell since it was queued, or rose and it was queued again.
          if (pair != null && pair.count < best.count) {
            queue.add(pair.candidate());
          }
          continue;
        }
        if (best.count < minFrequency) {
          break;
        }
        merges.add(new ByteLevelBpe.Merge(tokens.get(best.left), tokens.get(best.right)));
        join(pair);
      }
      return merges;
    }

    private void join(Pair pair) {
      String written = tokens.get(pair.left) + tokens.get(pair.right);
      // "ab" + "c" and "a" + "bc" are one token.
      int id =
          ids.computeIfAbsent(
              written,
              token -> {
                tokens.add(token);
                return tokens.size() - 1;
              });
      Set<Pair> risen = new HashSet<>();
      for (int k = 0; k < pair.size; k++) {
        int word = pair.words[k];
        int[] joined = join(words[word], pair.left, pair.right, id);
        if (joined.length < words[word].length) {
          count(word, -1, id, risen);
          words[word] = joined;
          count(word, 1, id, risen);
        }
      }
      pairs.remove(Merges.pair(pair.left, pair.right));
      risen.forEach(candidate -> queue.add(candidate.candidate()));
    }

    private static int[] join(int[] pieces, int left, int right, int id) {
      int[] joined = new int[pieces.length];
      int size = 0;
      for (int i = 0; i < pieces.length; i++) {
        boolean here = i + 1 < pieces.length && pieces[i] == left && pieces[i + 1] == right;
        joined[size++] = here ? id : pieces[i];
        i += here ? 1 : 0;
      }
      return size == pieces.length ? pieces : Arrays.copyOf(joined, size);
    }
  }
}
