package dev.cien.recipes.multimodal;

import dev.cien.data.ImageDataset;
import dev.cien.text.WordTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Understanding by keywords and seeing by the nearest picture, pixel by pixel: what one would
/// write without learning.
///
/// @param pictures what may be shown
/// @param learnt how many training digits are compared with
record AssistantKeywords(AssistantPictures pictures, int learnt) implements AssistantMind {
  /// The first rule of which a word begins with one of the beginnings decides.
  private record Rule(Intent intent, List<String> beginnings) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(Intent.TRANSLATE, List.of("inglés", "spanish")),
          new Rule(
              Intent.GREATER,
              List.of(
                  "mayor", "grande", "supera", "pasa", "encima", "greater", "larger", "bigger",
                  "above", "exceed", "more")),
          new Rule(
              Intent.LESS,
              List.of("menor", "pequeñ", "debajo", "llega", "less", "smaller", "below", "under")),
          new Rule(Intent.EVEN, List.of("par", "impar", "even", "odd")),
          new Rule(Intent.PLUS, List.of("más", "sum", "súm", "añad", "plus", "add", "added")),
          new Rule(
              Intent.MINUS,
              List.of("menos", "rest", "rést", "quit", "minus", "subtract", "take", "taken")),
          new Rule(Intent.TIMES, List.of("por", "veces", "multip", "times")),
          new Rule(Intent.READ, List.of("número", "cifra", "number", "digit")));

  private static final List<String> SPANISH =
      List.of(
          "qué",
          "es",
          "cuánto",
          "y",
          "si",
          "dime",
          "di",
          "esto",
          "este",
          "lo",
          "la",
          "el",
          "cómo",
          "par",
          "por",
          "más",
          "menos",
          "ahora",
          "quiero",
          "en",
          "lee",
          "suma",
          "resta",
          "añade",
          "quita",
          "súmale",
          "réstale",
          "multiplícalo",
          "dilo",
          "oye",
          "tradúcelo",
          "nombra");

  private static final List<String> NUMBERS =
      List.of(
          "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
          "once", "doce", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
          "nine", "ten", "eleven", "twelve");

  @Override
  public List<Request> read(List<String> sentences) {
    return sentences.stream().map(AssistantKeywords::read).toList();
  }

  static Request read(String sentence) {
    String text = sentence.toLowerCase(Locale.ROOT).replace("por favor", "").replace("please", "");
    List<String> words = WordTokenizer.words(text);
    Intent intent =
        RULES.stream()
            .filter(rule -> words.stream().anyMatch(word -> fits(rule, word)))
            .map(Rule::intent)
            .findFirst()
            .orElse(Intent.NAME);
    int number = words.stream().mapToInt(AssistantKeywords::number).max().orElse(Request.NONE);
    return new Request(
        intent,
        intent.counts() ? number : Request.NONE,
        words.stream().anyMatch(SPANISH::contains));
  }

  private static boolean fits(Rule rule, String word) {
    // Short words are meant whole: "par" is not the beginning of "parte".
    return rule.beginnings.stream()
        .anyMatch(
            b ->
                b.length() > 3 || b.equals("sum") || b.equals("súm")
                    ? word.startsWith(b)
                    : word.equals(b));
  }

  private static int number(String word) {
    if (word.matches("[0-9]{1,4}")) {
      return Integer.parseInt(word);
    }
    int at = NUMBERS.indexOf(word);
    return at < 0 ? Request.NONE : at % (AssistantPhrases.LARGEST + 1);
  }

  @Override
  public int[] digits(int... asked) {
    byte[][] known = bytes(pictures.digits().train(), IntStream.range(0, learnt).toArray());
    return IntStream.of(nearest(known, bytes(pictures.digits().test(), asked)))
        .map(i -> pictures.digits().train().label(i))
        .toArray();
  }

  @Override
  public int[] things(int... asked) {
    if (asked.length == 0) {
      return new int[0];
    }
    int[] shown = pictures.by(1);
    return nearest(
        bytes(pictures.drawings(), pictures.by(0)),
        bytes(pictures.drawings(), IntStream.of(asked).map(i -> shown[i]).toArray()));
  }

  private static byte[][] bytes(ImageDataset pictures, int... numbers) {
    return IntStream.of(numbers).mapToObj(i -> pictures.picture(i).values()).toArray(byte[][]::new);
  }

  private static int[] nearest(byte[][] known, byte[]... asked) {
    int[] best = new int[asked.length];
    for (int a = 0; a < asked.length; a++) {
      long least = Long.MAX_VALUE;
      for (int k = 0; k < known.length; k++) {
        long distance = distance(known[k], asked[a], least);
        if (distance < least) {
          least = distance;
          best[a] = k;
        }
      }
    }
    return best;
  }

  /// The squared distance, or more than `most` if it is larger.
  private static long distance(byte[] a, byte[] b, long most) {
    long sum = 0;
    for (int i = 0; i < a.length && sum <= most; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      sum += (long) difference * difference;
    }
    return sum;
  }
}
