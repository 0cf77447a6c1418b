package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// MovieLens: 100,004 ratings of 9,066 films by 671 people, half a star to five. Fetched once:
/// `cien data get movielens`; its terms allow research and no redistribution.
///
/// Users and movies are numbered from 0 in the order of the numbers they have in the file.
///
/// F. M. Harper, J. A. Konstan: The MovieLens datasets, 2015 (ml-latest-small of 2016); as in the R
/// package dslabs.
///
/// @param movies the films, by number
/// @param users how many people
/// @param ratings what they said, in the file's order
public record MovieLens(List<Movie> movies, int users, List<Rating> ratings) {
  private static final int MAX_RATINGS = 30_000_000;

  /// A film.
  ///
  /// @param id its number in the file
  /// @param title its title without the year; empty if absent
  /// @param year when it came out
  /// @param genres `Action`, `Comedy`, …; empty if none is listed
  public record Movie(int id, String title, Optional<Integer> year, List<String> genres) {}

  /// A rating.
  ///
  /// @param user 0 to `users − 1`
  /// @param movie a position in `movies`
  /// @param stars 0.5 to 5
  /// @param time seconds since 1970
  public record Rating(int user, int movie, float stars, long time) {}

  /// Ratings in three parts.
  ///
  /// @param train to learn from
  /// @param validation to choose settings by, one a user
  /// @param test to say in the end how good the choice is, one a user
  public record Parts(List<Rating> train, List<Rating> validation, List<Rating> test) {}

  /// Films and ratings, not to be changed.
  public MovieLens {
    movies = List.copyOf(movies);
    ratings = List.copyOf(ratings);
  }

  /// Reads the ratings from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static MovieLens load() {
    return load(DataCache.standard());
  }

  /// Reads the ratings from a cache.
  public static MovieLens load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry("movielens")).resolve("movielens.csv"));
  }

  static MovieLens read(Path file) {
    Table table = Csv.options().separator(',').missing("").readFrom(file);
    if (table.rows() == 0 || table.rows() > MAX_RATINGS) {
      throw new FileFormatException(
          file, "expected 1 to " + MAX_RATINGS + " ratings, found " + table.rows());
    }
    try {
      return of(table);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage(), e);
    }
  }

  private static MovieLens of(Table table) {
    int[] movieIds = whole(table, "movieId");
    int[] userIds = whole(table, "userId");
    int[] times = whole(table, "timestamp");
    double[] stars = table.numbers("rating");
    Map<Integer, Integer> movieNumbers = numbers(movieIds);
    Map<Integer, Integer> userNumbers = numbers(userIds);
    Movie[] movies = new Movie[movieNumbers.size()];
    List<Rating> ratings = new ArrayList<>(stars.length);
    Set<Long> seen = new HashSet<>();
    for (int row = 0; row < stars.length; row++) {
      int movie = movieNumbers.get(movieIds[row]);
      int user = userNumbers.get(userIds[row]);
      if (!(stars[row] >= 0.5 && stars[row] <= 5)) {
        throw new IllegalArgumentException("row " + row + ": a rating of " + stars[row]);
      }
      if (!seen.add((long) user * movies.length + movie)) {
        throw new IllegalArgumentException("row " + row + ": a film rated twice by one person");
      }
      if (movies[movie] == null) {
        movies[movie] = movie(table, row, movieIds[row]);
      }
      ratings.add(new Rating(user, movie, (float) stars[row], times[row]));
    }
    return new MovieLens(List.of(movies), userNumbers.size(), ratings);
  }

  private static Movie movie(Table table, int row, int id) {
    String genres = word(table, "genres", row);
    double year =
        table.column("year") instanceof Table.Numbers years ? years.values()[row] : Double.NaN;
    return new Movie(
        id,
        word(table, "title", row),
        Double.isNaN(year) ? Optional.empty() : Optional.of((int) year),
        genres.isEmpty() || genres.startsWith("(") ? List.of() : List.of(genres.split("\\|")));
  }

  private static String word(Table table, String column, int row) {
    return table.wordsOf(column).values().get(row).orElse("");
  }

  private static int[] whole(Table table, String column) {
    double[] values = table.numbers(column);
    int[] whole = new int[values.length];
    for (int row = 0; row < whole.length; row++) {
      whole[row] = (int) values[row];
      if (whole[row] != values[row] || whole[row] < 0) {
        throw new IllegalArgumentException(
            "column '"
                + column
                + "', row "
                + row
                + ": expected a whole number, found "
                + values[row]);
      }
    }
    return whole;
  }

  /// A number from 0 for each id, in ascending order of the ids.
  private static Map<Integer, Integer> numbers(int[] ids) {
    Map<Integer, Integer> numbers = new HashMap<>();
    Arrays.stream(ids).sorted().distinct().forEach(id -> numbers.put(id, numbers.size()));
    return numbers;
  }

  /// The genres that occur, sorted.
  public List<String> genres() {
    return movies.stream().flatMap(movie -> movie.genres().stream()).distinct().sorted().toList();
  }

  /// Keeps back what each person rated last: the last rating is the test, the one before it the
  /// validation. Of ratings of the same second the film with the lower number comes first. People
  /// with fewer than three ratings are trained on alone.
  public Parts leaveLastOut() {
    List<List<Rating>> byUser = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      byUser.add(new ArrayList<>());
    }
    ratings.forEach(rating -> byUser.get(rating.user()).add(rating));
    List<Rating> train = new ArrayList<>();
    List<Rating> validation = new ArrayList<>();
    List<Rating> test = new ArrayList<>();
    for (List<Rating> own : byUser) {
      own.sort(Comparator.comparingLong(Rating::time).thenComparingInt(Rating::movie));
      int kept = own.size() < 3 ? own.size() : own.size() - 2;
      train.addAll(own.subList(0, kept));
      if (kept < own.size()) {
        validation.add(own.get(kept));
        test.add(own.get(kept + 1));
      }
    }
    return new Parts(List.copyOf(train), List.copyOf(validation), List.copyOf(test));
  }

  /// Ratings as a set: inputs int32 `[N, 2]`, user and movie; targets float32 `[N, 1]`, stars.
  public static TensorDataset dataset(List<Rating> ratings) {
    int[] inputs = new int[2 * ratings.size()];
    float[] targets = new float[ratings.size()];
    for (int i = 0; i < targets.length; i++) {
      Rating rating = ratings.get(i);
      inputs[2 * i] = rating.user();
      inputs[2 * i + 1] = rating.movie();
      targets[i] = rating.stars();
    }
    return TensorDataset.of(
        Tensor.of(inputs, targets.length, 2),
        Tensor.of(targets, targets.length, 1),
        List.of("user", "movie"),
        List.of());
  }
}
