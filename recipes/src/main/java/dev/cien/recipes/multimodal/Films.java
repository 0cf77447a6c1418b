package dev.cien.recipes.multimodal;

import dev.cien.data.MovieLens;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is written of films: their genres and the words of their titles.
///
/// The year and the five years around it are words, too. A word of one title only tells nothing of
/// others and is left out; a film has at most [#MOST_GENRES] genres and [#MOST_WORDS] words.
///
/// @param names title and year of each film, for people
/// @param genres the genres by number − 1
/// @param genresOf int32 `[M, MOST_GENRES]`, filled up with 0
/// @param wordsOf int32 `[M, MOST_WORDS]`, filled up with 0
record Films(List<String> names, List<String> genres, Tensor genresOf, Tensor wordsOf) {
  static final int MOST_GENRES = 6;
  static final int MOST_WORDS = 10;

  private static final int YEARS = 5;
  private static final Set<String> ARTICLES =
      Set.of(
          "The", "A", "An", "El", "La", "Los", "Las", "Le", "Les", "L'", "Il", "I", "Der", "Die",
          "Das");

  static Films of(MovieLens ratings) {
    List<MovieLens.Movie> movies = ratings.movies();
    List<String> genres = ratings.genres();
    List<List<String>> words = movies.stream().map(Films::words).toList();
    Map<String, Integer> counts = new TreeMap<>();
    words.forEach(own -> own.forEach(word -> counts.merge(word, 1, Integer::sum)));
    Map<String, Integer> numbers = new HashMap<>();
    counts.forEach(
        (word, count) -> {
          if (count > 1) {
            numbers.put(word, numbers.size() + 1);
          }
        });
    return new Films(
        movies.stream().map(Films::name).toList(),
        genres,
        table(
            movies.stream()
                .map(movie -> movie.genres().stream().map(g -> genres.indexOf(g) + 1).toList())
                .toList(),
            MOST_GENRES),
        table(
            words.stream()
                .map(own -> own.stream().filter(numbers::containsKey).map(numbers::get).toList())
                .toList(),
            MOST_WORDS));
  }

  int count() {
    return names.size();
  }

  /// The genres of a film.
  List<String> genres(int film) {
    return IntStream.of(genresOf.at(film).toInts())
        .filter(genre -> genre > 0)
        .mapToObj(genre -> genres.get(genre - 1))
        .toList();
  }

  /// Title and year as people write them: `The Matrix (1999)` for `Matrix, The` of 1999.
  private static String name(MovieLens.Movie movie) {
    String title = movie.title().isEmpty() ? "#" + movie.id() : movie.title();
    int brackets = title.indexOf(" (");
    String first = brackets < 0 ? title : title.substring(0, brackets);
    return articleFirst(first)
        + title.substring(first.length())
        + movie.year().map(year -> " (" + year + ")").orElse("");
  }

  /// A title whose article stands in front again: `The Matrix` for `Matrix, The`.
  static String articleFirst(String title) {
    int comma = title.lastIndexOf(", ");
    String article = comma < 0 ? "" : title.substring(comma + 2);
    if (!ARTICLES.contains(article)) {
      return title;
    }
    return article + (article.endsWith("'") ? "" : " ") + title.substring(0, comma);
  }

  private static List<String> words(MovieLens.Movie movie) {
    return Stream.concat(
            Arrays.stream(movie.title().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty()),
            movie.year().stream()
                .flatMap(year -> Stream.of("(" + year + ")", "(" + year / YEARS * YEARS + "+)")))
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Tensor table(List<List<Integer>> rows, int width) {
    int[] table = new int[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < Math.min(width, rows.get(i).size()); j++) {
        table[i * width + j] = rows.get(i).get(j);
      }
    }
    return Tensor.of(table, rows.size(), width);
  }
}
