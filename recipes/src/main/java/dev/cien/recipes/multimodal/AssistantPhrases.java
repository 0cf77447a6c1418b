package dev.cien.recipes.multimodal;

import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Made sentences, each with what it asks for. They come from a list of phrasings written by hand
/// for this recipe; of each list the last three are kept for the test and the two before for
/// validation, so that the sentences of the test were worded in ways that nobody showed the
/// network.
final class AssistantPhrases {
  /// The largest number that a sentence names.
  static final int LARGEST = 12;

  private static final int TEST = 3;
  private static final int VALIDATION = 2;

  private static final List<String> SPANISH_NUMBERS =
      List.of(
          "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
          "once", "doce");
  private static final List<String> ENGLISH_NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");
  private static final List<String> SPANISH_OPENINGS =
      List.of("", "", "", "Oye, ", "Por favor, ", "A ver: ", "Entonces, ");
  private static final List<String> ENGLISH_OPENINGS =
      List.of("", "", "", "Hey, ", "Please, ", "Let's see: ", "So, ");

  private AssistantPhrases() {}

  /// Which phrasings a sentence may have.
  enum Part {
    /// Those to learn from.
    TRAIN,
    /// Those to watch learning by.
    VALIDATION,
    /// Those to test with.
    TEST
  }

  /// A sentence and what it asks for.
  record Sentence(String text, Request request) {}

  /// A sentence for a request, in one of the phrasings of a part.
  static Sentence of(Request request, Part part, Rng rng) {
    List<String> all = AssistantWords.phrasings(request.intent(), request.spanish());
    int cut = all.size() - TEST;
    List<String> some =
        switch (part) {
          case TRAIN -> all.subList(0, cut - VALIDATION);
          case VALIDATION -> all.subList(cut - VALIDATION, cut);
          case TEST -> all.subList(cut, all.size());
        };
    String phrase = some.get(rng.nextInt(some.size())).replaceAll("\\bN\\b", number(request, rng));
    List<String> openings = request.spanish() ? SPANISH_OPENINGS : ENGLISH_OPENINGS;
    String opening = openings.get(rng.nextInt(openings.size()));
    String text = opening.isEmpty() ? phrase : opening + within(phrase);
    // Many people leave the signs out.
    return new Sentence(rng.nextInt(4) == 0 ? text.replaceAll("[¿?]", "") : text, request);
  }

  /// A phrase as it is written inside of a sentence; "I" stays as it is.
  private static String within(String phrase) {
    if (phrase.startsWith("I ")) {
      return phrase;
    }
    int first = phrase.startsWith("¿") ? 1 : 0;
    return phrase.substring(0, first)
        + phrase.substring(first, first + 1).toLowerCase(Locale.ROOT)
        + phrase.substring(first + 1);
  }

  private static String number(Request request, Rng rng) {
    int number = Math.max(0, request.number());
    boolean digits = rng.nextInt(2) == 0;
    return digits
        ? Integer.toString(number)
        : (request.spanish() ? SPANISH_NUMBERS : ENGLISH_NUMBERS).get(number);
  }

  /// A request for anything, in either language.
  static Request any(Rng rng) {
    Intent intent = Intent.values()[rng.nextInt(Intent.values().length)];
    return any(intent, rng.nextInt(2) == 0, rng);
  }

  /// A request with a number where it needs one.
  static Request any(Intent intent, boolean spanish, Rng rng) {
    return new Request(intent, intent.counts() ? rng.nextInt(LARGEST + 1) : Request.NONE, spanish);
  }

  /// Sentences of a part.
  static List<Sentence> some(int count, Part part, Rng rng) {
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sentences.add(of(any(rng), part, rng));
    }
    return sentences;
  }
}
