package dev.cien.recipes.language;

import dev.cien.data.Headlines;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.PointerGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// News and headlines as numbers of words, in lower case, for a [PointerGenerator].
///
/// A word is a run of letters and digits with apostrophes, hyphens and `&` inside; initials with
/// their points (`u.s.`) and a number with points, commas and strokes (`7-3/4`) are one word, every
/// other sign stands alone.
///
/// First come the special words, then those that headlines have often enough to be learnt, which
/// may be said, then other frequent words of bodies, which are read; each by falling frequency.
///
/// @param words the words by number
/// @param numbers the numbers by word
/// @param said how many of the first words may be said
/// @param read words of a body that are read
/// @param written words of a headline at most, its end counted
record NewsWords(
    List<String> words, Map<String, Integer> numbers, int said, int read, int written) {
  static final int START = 2;
  static final int END = 3;

  private static final List<String> SPECIAL =
      List.of(Tokenizer.PADDING, Tokenizer.UNKNOWN, Tokenizer.START, Tokenizer.END);
  private static final int WRITTEN = 16;
  private static final Pattern WORD =
      Pattern.compile(
          "(?:\\p{L}\\.){2,}"
              + "|\\p{N}+(?:[.,/-]\\p{N}+)*+(?![\\p{L}\\p{M}\\p{N}])"
              + "|[\\p{L}\\p{M}\\p{N}]+(?:['’&-][\\p{L}\\p{M}\\p{N}]+)*+"
              + "|[^\\p{IsWhite_Space}\\p{L}\\p{M}\\p{N}]");
  private static final String NO_SPACE_BEFORE = ".,;:!?)%";
  private static final String NO_SPACE_AFTER = "($";

  /// How a word is written.
  enum Form {
    NOTHING,
    SIGN,
    NUMBER,
    CAPITALS,
    CAPITAL,
    SMALL;

    static Form of(String word) {
      if (word.chars().anyMatch(Character::isDigit)) {
        return NUMBER;
      }
      int first = word.codePointAt(0);
      if (!Character.isLetter(first)) {
        return SIGN;
      }
      if (!Character.isUpperCase(first)) {
        return SMALL;
      }
      return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT)) ? CAPITALS : CAPITAL;
    }
  }

  /// A body as numbers.
  ///
  /// @param words as they stand
  /// @param ids their numbers; from the size of the vocabulary on, words that it lacks
  /// @param strange those words by number, in lower case
  record Source(List<String> words, int[] ids, Map<Integer, String> strange) {}

  /// The vocabulary of some stories.
  ///
  /// @param known words at most
  /// @param least how often headlines must have a word for it to be said
  static NewsWords of(List<Headlines.Item> stories, int known, int least, int read) {
    List<String> words = new ArrayList<>(SPECIAL);
    words.addAll(frequent(stories, Headlines.Item::headline, WRITTEN, least));
    int said = words.size();
    Set<String> taken = new HashSet<>(words);
    frequent(stories, Headlines.Item::body, read, 2).stream()
        .filter(word -> !taken.contains(word))
        .limit(Math.max(0, known - said))
        .forEach(words::add);
    Map<String, Integer> numbers = HashMap.newHashMap(words.size());
    words.forEach(word -> numbers.put(word, numbers.size()));
    return new NewsWords(List.copyOf(words), numbers, said, read, WRITTEN);
  }

  private static List<String> frequent(
      List<Headlines.Item> stories, Function<Headlines.Item, String> text, int most, int least) {
    return stories.stream()
        .flatMap(story -> split(text.apply(story)).limit(most))
        .collect(Collectors.groupingBy(NewsWords::small, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() >= least)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Stream<String> split(String text) {
    return WORD.matcher(text).results().map(match -> match.group());
  }

  private static String small(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  int size() {
    return words.size();
  }

  /// The beginning of a body.
  Source source(String body) {
    List<String> text = split(body).limit(read).toList();
    Map<String, Integer> strange = new LinkedHashMap<>();
    int[] ids =
        text.stream()
            .map(NewsWords::small)
            .mapToInt(
                word ->
                    numbers.containsKey(word)
                        ? numbers.get(word)
                        : strange.computeIfAbsent(word, _ -> size() + strange.size()))
            .toArray();
    Map<Integer, String> named = new HashMap<>();
    strange.forEach((word, id) -> named.put(id, word));
    return new Source(text, ids, named);
  }

  /// The numbers of a headline's words; what neither vocabulary nor source has is
  /// [PointerGenerator#UNKNOWN].
  int[] headline(String text, Source source) {
    Map<String, Integer> strange = new HashMap<>();
    source.strange.forEach((id, word) -> strange.put(word, id));
    return split(text)
        .limit(written - 1L)
        .map(NewsWords::small)
        .mapToInt(
            word ->
                numbers.getOrDefault(word, strange.getOrDefault(word, PointerGenerator.UNKNOWN)))
        .toArray();
  }

  /// The word of a number.
  String word(int id, Source source) {
    return id < size() ? words.get(id) : source.strange.get(id);
  }

  /// Words as a headline, in capitals as the agency wrote them.
  String text(List<String> parts) {
    StringBuilder text = new StringBuilder();
    boolean glued = true;
    for (String part : parts) {
      boolean sign = part.length() == 1;
      if (!glued && !(sign && NO_SPACE_BEFORE.contains(part))) {
        text.append(' ');
      }
      text.append(part.toUpperCase(Locale.ROOT));
      glued = sign && NO_SPACE_AFTER.contains(part);
    }
    return text.toString();
  }

  /// Bodies side by side with how their words are written, `[N, read + read]`.
  Tensor sources(List<Source> sources) {
    int[] rows = new int[sources.size() * 2 * read];
    for (int i = 0; i < sources.size(); i++) {
      put(sources.get(i), rows, i * 2 * read);
    }
    return Tensor.of(rows, sources.size(), 2 * read);
  }

  private void put(Source source, int[] rows, int at) {
    System.arraycopy(source.ids, 0, rows, at, source.ids.length);
    for (int t = 0; t < source.ids.length; t++) {
      rows[at + read + t] = Form.of(source.words.get(t)).ordinal();
    }
  }

  /// Inputs are the body, how its words are written and the headline from its start, side by side,
  /// `[N, read + read + written]`; targets are the headline to its end, `[N, written]`. What is
  /// neither a word to be said nor one of the body is no target.
  TensorDataset dataset(List<Headlines.Item> stories) {
    int width = 2 * read + written;
    int[] inputs = new int[stories.size() * width];
    int[] targets = new int[stories.size() * written];
    Arrays.fill(targets, PointerGenerator.IGNORED);
    for (int i = 0; i < stories.size(); i++) {
      Source source = source(stories.get(i).body());
      put(source, inputs, i * width);
      int[] headline = headline(stories.get(i).headline(), source);
      Set<Integer> there = Arrays.stream(source.ids).boxed().collect(Collectors.toSet());
      int before = i * width + 2 * read;
      inputs[before] = START;
      for (int u = 0; u < headline.length; u++) {
        inputs[before + 1 + u] = headline[u];
        boolean possible =
            headline[u] != PointerGenerator.UNKNOWN
                && (headline[u] < said || there.contains(headline[u]));
        targets[i * written + u] = possible ? headline[u] : PointerGenerator.IGNORED;
      }
      targets[i * written + headline.length] = END;
    }
    return TensorDataset.of(
        Tensor.of(inputs, stories.size(), width), Tensor.of(targets, stories.size(), written));
  }
}
