package dev.cien.text.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How often each n-gram occurs.
final class Counts {
  private final Map<List<String>, Integer> counts = new HashMap<>();
  private int total;

  /// The n-grams of some tokens.
  static Counts of(List<String> tokens, int n) {
    var counts = new Counts();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.counts.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
      counts.total++;
    }
    return counts;
  }

  int total() {
    return total;
  }

  /// How many n-grams are in both, each as often as in the text that has it less often.
  int shared(Counts other) {
    return counts.entrySet().stream()
        .mapToInt(entry -> Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0)))
        .sum();
  }

  /// Raises each count to that of another text, if that is higher.
  void raise(Counts other) {
    other.counts.forEach((gram, count) -> counts.merge(gram, count, Math::max));
  }
}
