package dev.cien.recipes.multimodal;

import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.text.metric.ErrorRate;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds films by what people write: letters' case, accents, signs and a leading article do not
/// matter, the year may be left out, and other titles that stand in brackets do. Of films with one
/// title the one that most people rated is meant.
final class FilmTitles {
  private static final int NAMED = 3;

  private static final Pattern YEAR = Pattern.compile(" \\(\\d{4}\\)$");
  private static final Pattern IN_BRACKETS = Pattern.compile("\\(([^()]*)\\)");

  private final List<String> names;

  /// The most rated film of each title comes first.
  private final Map<String, Integer> byTitle = new LinkedHashMap<>();

  /// The titles of films.
  ///
  /// @param names title and year, other titles in brackets between them
  /// @param counts how often each was rated
  FilmTitles(List<String> names, int... counts) {
    this.names = names;
    IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingInt(film -> -counts[film]))
        .forEach(
            film -> titles(names.get(film)).forEach(title -> byTitle.putIfAbsent(title, film)));
  }

  /// All that a film may be called.
  private static Set<String> titles(String name) {
    String main = name.replaceAll(" *" + IN_BRACKETS.pattern(), "");
    Set<String> titles = new LinkedHashSet<>(List.of(plain(name), plain(main)));
    String year = YEAR.matcher(name).results().map(MatchResult::group).findFirst().orElse("");
    titles.add(plain(main + year));
    titles.add(plain(name.substring(0, name.length() - year.length())));
    IN_BRACKETS
        .matcher(name.substring(0, name.length() - year.length()))
        .results()
        .map(found -> plain(Films.articleFirst(found.group(1).replaceFirst("^a\\.k\\.a\\. ", ""))))
        .forEach(titles::add);
    titles.remove("");
    return titles;
  }

  /// The films of a line, separated by semicolons, in their order.
  ///
  /// @throws dev.cien.recipes.InputException if a title is unknown; the message names titles like
  ///   it
  int[] of(Lines.Line line) {
    String[] titles =
        Arrays.stream(line.text().split(";"))
            .map(String::strip)
            .filter(title -> !title.isEmpty())
            .toArray(String[]::new);
    if (titles.length == 0) {
      throw line.refused(
          new Text(
              "expected titles of films with ; between them, found none",
              "se esperaban títulos de películas separados por ; y no hay ninguno"));
    }
    return Arrays.stream(titles).mapToInt(title -> of(line, title)).distinct().toArray();
  }

  private int of(Lines.Line line, String title) {
    Integer film = byTitle.get(plain(title));
    if (film == null) {
      String near = String.join("; ", closest(title));
      throw line.refused(
          new Text(
              "expected titles of the data set's films with ; between them, found '"
                  + title
                  + "'. The closest are "
                  + near
                  + ". Usual cause: a misspelt title, one in another language, or a newer film;"
                  + " fix: write the English title, with or without its year",
              "se esperaban títulos de películas del conjunto de datos separados por ; y se"
                  + " encontró '"
                  + title
                  + "'. Los más parecidos son "
                  + near
                  + ". Causa habitual: una errata, un título en otro idioma o una película más"
                  + " nueva; remedio: escriba el título en inglés, con o sin su año"));
    }
    return film;
  }

  /// Films whose titles hold a text, those that most people rated first; then those whose titles
  /// become it by the fewest edits, relative to the longer of the two.
  List<String> closest(String title) {
    String wanted = plain(title);
    Stream<String> holding =
        byTitle.keySet().stream().filter(known -> (" " + known + " ").contains(" " + wanted + " "));
    Map<String, Double> far = new HashMap<>();
    byTitle.keySet().forEach(known -> far.put(known, distance(wanted, known)));
    Stream<String> likest =
        byTitle.keySet().stream().sorted(Comparator.comparingDouble(far::get)).limit(2 * NAMED);
    return Stream.concat(wanted.isEmpty() ? Stream.empty() : holding, likest)
        .map(known -> names.get(byTitle.get(known)))
        .distinct()
        .limit(NAMED)
        .toList();
  }

  /// Edits over the length of the longer text: the reference of an error rate.
  private static double distance(String a, String b) {
    return a.length() > b.length()
        ? ErrorRate.characters(List.of(b), List.of(a))
        : b.isEmpty() ? 1 : ErrorRate.characters(List.of(a), List.of(b));
  }

  private static String plain(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip()
        .replaceFirst("^(the|an?) (?=.)", "");
  }
}
