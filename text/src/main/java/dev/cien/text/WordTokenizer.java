package dev.cien.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A token a word or a sign of punctuation: short sequences, a large vocabulary, and words it has
/// never seen.
///
/// A word is a run of letters, marks and digits of any script, with apostrophes and hyphens inside;
/// every other sign that is no white space stands alone. Special tokens come first, then words by
/// falling frequency and, where equal, by their code points. What is not known becomes
/// [Tokenizer#UNKNOWN], which is added in front if the special tokens do not name it.
///
/// [#decode] sets words apart by single spaces and puts punctuation where Spanish and English have
/// it; the white space of the text itself is not kept.
public final class WordTokenizer extends Tokens {
  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}]+(?:['’-][\\p{L}\\p{M}\\p{N}]+)*+|[^\\p{IsWhite_Space}\\p{L}\\p{M}\\p{N}]");
  private static final String NO_SPACE_BEFORE = ".,;:!?)]}»”…%";
  private static final String NO_SPACE_AFTER = "¿¡([{«“";

  private final boolean lowerCase;
  private final int unknown;

  private WordTokenizer(List<String> tokens, SpecialTokens special, boolean lowerCase) {
    super(new Vocabulary(tokens), special);
    this.lowerCase = lowerCase;
    this.unknown = special.ids().get(UNKNOWN);
  }

  /// What a vocabulary of words is made by.
  ///
  /// @param minFrequency how often a word must occur to be known, 1 for all
  /// @param maxSize the largest vocabulary, special tokens included; the most frequent words stay
  /// @param lowerCase whether texts are read in lower case
  /// @param special the special tokens, which get the first ids
  public record Options(int minFrequency, int maxSize, boolean lowerCase, List<String> special) {
    /// Checks and copies.
    public Options {
      special = List.copyOf(special);
      if (minFrequency < 1 || maxSize < special.size() + 1) {
        throw new IllegalArgumentException(
            "word tokenizer: expected a minimal frequency of at least 1 and room for "
                + (special.size() + 1)
                + " tokens, found "
                + minFrequency
                + " and "
                + maxSize);
      }
    }

    /// All words, as they are written; no special tokens but the unknown one.
    public static final Options ALL = new Options(1, Integer.MAX_VALUE, false, List.of());
  }

  /// A tokenizer that knows the words of some texts.
  public static WordTokenizer of(Iterable<String> texts, Options options) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : texts) {
      words(text, options.lowerCase).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    List<String> special = new ArrayList<>(options.special);
    if (!special.contains(UNKNOWN)) {
      special.addFirst(UNKNOWN);
    }
    List<String> tokens = new ArrayList<>(special);
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= options.minFrequency)
        .filter(entry -> !special.contains(entry.getKey()))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(options.maxSize - special.size())
        .map(Map.Entry::getKey)
        .forEach(tokens::add);
    return new WordTokenizer(tokens, SpecialTokens.first(special), options.lowerCase);
  }

  /// The words and signs of a text, in order.
  public static List<String> words(String text) {
    return words(text, false).toList();
  }

  private static Stream<String> words(String text, boolean lowerCase) {
    String read = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    return WORD.matcher(read).results().map(match -> match.group());
  }

  @Override
  public int[] encode(String text) {
    var ids = new IdList();
    special.split(text, stretch -> ids.addAll(encodePlain(stretch)), ids::add);
    return ids.toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    return words(text, lowerCase)
        .mapToInt(word -> special.ids().containsKey(word) ? unknown : idOrUnknown(word))
        .toArray();
  }

  private int idOrUnknown(String word) {
    return vocabulary.find(word).orElse(unknown);
  }

  @Override
  public String decode(int... ids) {
    var text = new StringBuilder();
    boolean glued = true;
    for (int id : ids) {
      String token = vocabulary.token(id);
      boolean sign = token.length() == 1;
      if (!glued && !(sign && NO_SPACE_BEFORE.contains(token))) {
        text.append(' ');
      }
      text.append(token);
      glued = sign && NO_SPACE_AFTER.contains(token);
    }
    return text.toString();
  }
}
