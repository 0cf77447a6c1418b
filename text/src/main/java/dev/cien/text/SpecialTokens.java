package dev.cien.text;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Special tokens and where they stand in a text: the leftmost first, of two that begin there the
/// longer.
final class SpecialTokens {
  private final Map<String, Integer> ids;
  private final Pattern pattern;

  /// Special tokens with their ids.
  SpecialTokens(Map<String, Integer> ids) {
    Map<String, Integer> ordered = new LinkedHashMap<>();
    ids.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    this.ids = Collections.unmodifiableMap(ordered);
    if (ids.containsKey("")) {
      throw new IllegalArgumentException("tokenizer: a special token needs a name");
    }
    // Longer names first: the first alternative that fits is taken.
    this.pattern =
        Pattern.compile(
            ids.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
  }

  /// Special tokens with the ids 0, 1, …
  static SpecialTokens first(List<String> names) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String name : names) {
      if (ids.put(name, ids.size()) != null) {
        throw new IllegalArgumentException(
            "tokenizer: the special token '" + name + "' is named twice");
      }
    }
    return new SpecialTokens(ids);
  }

  Map<String, Integer> ids() {
    return ids;
  }

  /// Walks through a text in order: stretches without special tokens, and special tokens' ids.
  void split(String text, Consumer<String> stretch, IntConsumer special) {
    int from = 0;
    if (!ids.isEmpty()) {
      for (Matcher match = pattern.matcher(text); match.find(); from = match.end()) {
        if (match.start() > from) {
          stretch.accept(text.substring(from, match.start()));
        }
        special.accept(ids.get(match.group()));
      }
    }
    if (from < text.length()) {
      stretch.accept(text.substring(from));
    }
  }
}
