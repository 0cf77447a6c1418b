package dev.cien.recipes.sequence;

import dev.cien.data.TensorDataset;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Dates in Spanish words and as digits: «martes tres de febrero de mil novecientos ochenta y
/// siete» is `1987-02-03`. The phrases are made by a rule, not collected.
///
/// A day belongs to one part for ever: one in ten to the test, one in ten to the validation, the
/// rest to the training.
final class DatePhrases {
  /// The parts that days are divided into.
  enum Part {
    TRAIN,
    VALIDATION,
    TEST
  }

  static final String DIGITS = "0123456789- ";
  static final int BEGIN = DIGITS.length();

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final int DAYS = 73_049;
  private static final int PARTS = 10;
  private static final int ISO = 10;
  // Longest: weekday, «treinta y uno», de, month, de, «mil novecientos ochenta y siete».
  private static final int MOST_WORDS = 12;
  private static final List<String> MONTHS =
      List.of(
          "enero",
          "febrero",
          "marzo",
          "abril",
          "mayo",
          "junio",
          "julio",
          "agosto",
          "septiembre",
          "octubre",
          "noviembre",
          "diciembre");
  private static final List<String> WEEKDAYS =
      List.of("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo");
  private static final List<String> SMALL =
      List.of(
          "cero",
          "uno",
          "dos",
          "tres",
          "cuatro",
          "cinco",
          "seis",
          "siete",
          "ocho",
          "nueve",
          "diez",
          "once",
          "doce",
          "trece",
          "catorce",
          "quince",
          "dieciséis",
          "diecisiete",
          "dieciocho",
          "diecinueve",
          "veinte",
          "veintiuno",
          "veintidós",
          "veintitrés",
          "veinticuatro",
          "veinticinco",
          "veintiséis",
          "veintisiete",
          "veintiocho",
          "veintinueve");
  private static final List<String> TENS =
      List.of("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa");
  private static final List<String> WORDS =
      Stream.of(
              List.of("<pad>", "de", "y", "primero", "mil", "novecientos"),
              SMALL,
              TENS,
              MONTHS,
              WEEKDAYS)
          .flatMap(List::stream)
          .toList();

  private DatePhrases() {}

  /// How many words there are, padding included.
  static int words() {
    return WORDS.size();
  }

  /// A word by number.
  static String word(int id) {
    return WORDS.get(id);
  }

  /// How many words so many dates have at most.
  static int steps(int dates) {
    return dates * MOST_WORDS;
  }

  /// How many symbols a target of so many dates has.
  static int symbols(int dates) {
    return dates * (ISO + 1) - 1;
  }

  /// A number from 1 to 99 in words.
  static List<String> number(int n) {
    if (n < SMALL.size()) {
      return List.of(SMALL.get(n));
    }
    String tens = TENS.get(n / 10 - 3);
    return n % 10 == 0 ? List.of(tens) : List.of(tens, "y", SMALL.get(n % 10));
  }

  /// A date in words.
  static List<String> phrase(LocalDate date, boolean weekday, boolean first) {
    List<String> words = new ArrayList<>();
    if (weekday) {
      words.add(WEEKDAYS.get(date.getDayOfWeek().getValue() - 1));
    }
    words.addAll(
        first && date.getDayOfMonth() == 1 ? List.of("primero") : number(date.getDayOfMonth()));
    words.add("de");
    words.add(MONTHS.get(date.getMonthValue() - 1));
    words.add("de");
    if (date.getYear() < 2000) {
      words.addAll(List.of("mil", "novecientos"));
    } else {
      words.addAll(List.of("dos", "mil"));
    }
    if (date.getYear() % 100 > 0) {
      words.addAll(number(date.getYear() % 100));
    }
    return words;
  }

  /// Samples of several dates each: word numbers `[N, T]`, padded on the left, and symbols of the
  /// dates as digits `[N, U]`.
  static TensorDataset samples(Rng rng, int count, int dates, Part part) {
    int steps = steps(dates);
    int symbols = symbols(dates);
    int[] inputs = new int[count * steps];
    int[] targets = new int[count * symbols];
    for (int n = 0; n < count; n++) {
      List<String> words = new ArrayList<>();
      List<String> isos = new ArrayList<>();
      for (int d = 0; d < dates; d++) {
        LocalDate date = FIRST.plusDays(day(rng, part));
        words.addAll(phrase(date, rng.nextInt(2) == 0, rng.nextInt(2) == 0));
        isos.add(date.toString());
      }
      System.arraycopy(numbers(words, dates), 0, inputs, n * steps, steps);
      String iso = String.join(" ", isos);
      for (int u = 0; u < symbols; u++) {
        targets[n * symbols + u] = DIGITS.indexOf(iso.charAt(u));
      }
    }
    return TensorDataset.of(Tensor.of(inputs, count, steps), Tensor.of(targets, count, symbols));
  }

  /// Words as numbers, padded on the left to as many as so many dates may have.
  static int[] numbers(List<String> words, int dates) {
    int[] numbers = new int[steps(dates)];
    for (int w = 0; w < words.size(); w++) {
      numbers[numbers.length - words.size() + w] = WORDS.indexOf(words.get(w));
    }
    return numbers;
  }

  /// Whether a word may stand in a date.
  static boolean isWord(String word) {
    return WORDS.indexOf(word) > 0;
  }

  /// Whether a word is a month, of which every date has one.
  static boolean isMonth(String word) {
    return MONTHS.contains(word);
  }

  private static int day(Rng rng, Part part) {
    while (true) {
      int day = rng.nextInt(DAYS);
      if (part(day) == part) {
        return day;
      }
    }
  }

  /// The part of a day, by a mixture of its bits, so that no weekday or month is preferred.
  static Part part(int day) {
    long mixed = (day + 1) * 0x9E3779B97F4A7C15L;
    int bucket = (int) ((mixed ^ mixed >>> 32) >>> 8 & 0xffff) % PARTS;
    return bucket == 0 ? Part.TEST : bucket == 1 ? Part.VALIDATION : Part.TRAIN;
  }

  /// Symbols as text.
  static String text(int... symbols) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(symbols).forEach(s -> text.append(s < BEGIN ? DIGITS.charAt(s) : '·'));
    return text.toString();
  }
}
