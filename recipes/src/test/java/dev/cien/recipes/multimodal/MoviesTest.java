package dev.cien.recipes.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Batch;
import dev.cien.data.MovieLens;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recommender of films on films and people that do not exist.
class MoviesTest {
  private static final int FILMS = 40;
  private static final int PEOPLE = 60;

  @TempDir Path folder;

  /// People who see the parts of two series one after the other, from any part on.
  private static MovieLens made() {
    List<MovieLens.Movie> movies =
        IntStream.range(0, FILMS)
            .mapToObj(
                i ->
                    new MovieLens.Movie(
                        i,
                        (i % 2 == 0 ? "Piñata" : "Duel")
                            + " part "
                            + i / 2
                            + (i % 2 == 0 ? "" : ", A"),
                        Optional.of(1980 + i / 2),
                        List.of(i % 2 == 0 ? "Comedy" : "Action")))
            .toList();
    List<MovieLens.Rating> ratings = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int t = 0; t < 8; t++) {
        int part = (person / 2 + t) % (FILMS / 2);
        ratings.add(new MovieLens.Rating(person, 2 * part + person % 2, 4, 100 + t));
      }
    }
    return new MovieLens(movies, PEOPLE, ratings);
  }

  private static MovieLens of(int films, int[]... histories) {
    List<MovieLens.Rating> ratings = new ArrayList<>();
    for (int person = 0; person < histories.length; person++) {
      for (int t = 0; t < histories[person].length; t++) {
        ratings.add(new MovieLens.Rating(person, histories[person][t], 3, t));
      }
    }
    return new MovieLens(
        IntStream.range(0, films)
            .mapToObj(i -> new MovieLens.Movie(i, "Film " + i, Optional.empty(), List.of()))
            .toList(),
        histories.length,
        ratings);
  }

  private static NextFilm experiment(Map<String, String> values) {
    return NextFilm.of(Settings.of(new Movies().settings(), values), made());
  }

  private static Map<String, String> small() {
    return Map.of(
        "epochs", "8", "width", "16", "length", "5", "drawn", "64", "batch", "16", "rate", "0.02",
        "dropout", "0");
  }

  @Test
  void figuresOfPlaces() {
    int[] places = {1, 3, 10, 11};
    assertThat(Ranking.recall(places, 10)).isEqualTo(0.75);
    assertThat(Ranking.recall(places, 1)).isEqualTo(0.25);
    // 1 / log₂ 2 + 1 / log₂ 4 + 1 / log₂ 11, of four.
    assertThat(Ranking.ndcg(places, 10)).isCloseTo((1 + 0.5 + 0.2890648) / 4, within(1e-6));
    assertThat(Ranking.ndcg(new int[] {2}, 1)).isZero();
  }

  @Test
  void theLastFilmIsSoughtAmongAllThatWereNotSeen() {
    Viewings viewings = Viewings.of(of(6, new int[] {0, 1, 2, 3}, new int[] {4, 5}));
    assertThat(viewings.asked()).containsExactly(0);
    assertThat(viewings.history(0, false)).containsExactly(0, 1);
    assertThat(viewings.history(0, true)).containsExactly(0, 1, 2);
    assertThat(viewings.counts()).containsExactly(1, 1, 0, 0, 1, 1);
    Recommender inOrder =
        histories ->
            histories.stream().map(_ -> new double[] {9, 8, 7, 6, 5, 6.5}).toArray(double[][]::new);
    assertThat(viewings.places(inOrder, false)).containsExactly(1);
    assertThat(viewings.places(inOrder, true)).as("film 5 is before film 3").containsExactly(2);
    assertThat(Viewings.best(new double[] {9, 8, 7, 6}, new int[] {1}, 2)).containsExactly(0, 2);
  }

  @Test
  void windowsHaveEveryNextFilmAndNothingKeptBack() {
    Viewings viewings = Viewings.of(of(9, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}));
    Batch all = viewings.windows(4).all();
    assertThat(all.inputs().toInts()).containsExactly(2, 3, 4, 5, 0, 1, 2, 3);
    assertThat(all.targets().toInts()).containsExactly(3, 4, 5, 6, 1, 2, 3, 4);
    Batch one = Viewings.of(of(9, new int[] {5, 6, 7, 8})).windows(4).all();
    assertThat(one.inputs().toInts()).containsExactly(5, -1, -1, -1);
    assertThat(one.targets().toInts()).containsExactly(6, -1, -1, -1);
  }

  @Test
  void neighboursByHand() {
    // Rated by: film 0 two people, film 1 two, film 2 one, film 3 none.
    List<int[]> train = List.of(new int[] {0, 1}, new int[] {0, 1, 2});
    int[] counts = {2, 2, 1, 0};
    double[] cosine = new FilmNeighbours(4, train, counts, false).scores(List.of(new int[] {0}))[0];
    assertThat(cosine[1]).isCloseTo(2 / Math.sqrt(2 * 2), within(1e-12));
    assertThat(cosine[2]).isCloseTo(1 / Math.sqrt(2 * 1), within(1e-12));
    assertThat(cosine[3]).isZero();
    double[] near = new FilmNeighbours(4, train, counts, true).scores(List.of(new int[] {0}))[0];
    assertThat(near[1]).isCloseTo(2 / (5 + 2.0), within(1e-12));
    assertThat(near[2]).isCloseTo(0.5 / (5 + Math.sqrt(2)), within(1e-12));
  }

  @Test
  void factorsPreferWhatLikePeopleRated() {
    List<int[]> train = new ArrayList<>();
    for (int person = 0; person < 20; person++) {
      int side = person % 2 * 5;
      int left = person % 5;
      train.add(IntStream.range(0, 5).filter(i -> i != left).map(i -> i + side).toArray());
    }
    double[] scores = FilmFactors.of(10, train, Rng.of(1)).scores(List.of(new int[] {0, 1, 2}))[0];
    assertThat(Math.min(scores[3], scores[4]))
        .isGreaterThan(Arrays.stream(scores).skip(5).max().orElseThrow());
  }

  @Test
  void titlesAreReadableAndTheirWordsShared() {
    Films films = Films.of(made());
    assertThat(films.names()).startsWith("Piñata part 0 (1980)");
    assertThat(films.genres(0)).containsExactly("Comedy");
    assertThat(films.genresOf().at(1).toInts()).containsExactly(1, 0, 0, 0, 0, 0);
    int[] words = films.wordsOf().at(0).toInts();
    assertThat(Arrays.stream(words).filter(w -> w > 0).count())
        .as("piñata, part, 0, the year and its five years")
        .isEqualTo(5);
  }

  @Test
  void itLearnsWhatComesNext(@TempDir Path shown) throws IOException {
    NextFilm experiment = experiment(small());
    experiment.trainer().fit(experiment.training());
    double recall = Ranking.recall(experiment.viewings().places(experiment.recommender(), true), 1);
    assertThat(recall).isGreaterThan(0.3);
    assertThat(experiment.evaluate().metrics())
        .containsOnlyKeys("recall_at_10", "ndcg_at_10", "recall_at_10_rare");
    assertThat(experiment.baselines().getFirst().measure().getAsDouble()).isLessThan(0.9);
    experiment.show(new Gallery(shown, new Text("a", "b"), Locale.ENGLISH));
    assertThat(Files.readString(shown.resolve("gallery/people.csv"))).contains("✓");
    Path file = Files.writeString(folder.resolve("liked.txt"), "A duel part 2; a DUEL, part 3\n");
    List<Prediction> said = experiment.predict(file);
    assertThat(said.getFirst().answer().split(" · "))
        .hasSize(10)
        .contains("A Duel part 4 (1984)")
        .doesNotContain("A Duel part 2 (1982)", "A Duel part 3 (1983)");
  }

  @Test
  void aModelOfOneModalityHasNoOthers() {
    Map<String, String> values = new HashMap<>(small());
    values.put("parts", "genres");
    NextFilm genres = experiment(values);
    assertThat(genres.model().items().own()).isEmpty();
    assertThat(genres.model().items().words()).isEmpty();
    assertThat(genres.baselines()).hasSize(4);
    assertThat(experiment(small()).baselines()).hasSize(7);
  }

  @Test
  void anUnknownTitleNamesItsNeighbours() {
    FilmTitles titles =
        new FilmTitles(List.of("The Piñata (1980)", "A Duel (1981)", "A Duel (1991)"), 5, 1, 2);
    assertThat(titles.of(new Lines.Line("a:1", "pinata; duel; Duel 1981;")))
        .containsExactly(0, 2, 1);
    assertThatThrownBy(() -> titles.of(new Lines.Line("a:1", "The Pinada")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a:1: expected titles")
        .hasMessageContaining("found 'The Pinada'. The closest are The Piñata (1980)");
    FilmTitles foreign =
        new FilmTitles(List.of("Rain (Pluie, La) (1930)", "Rain: Part II (1931)"), 1, 1);
    assertThat(foreign.of(new Lines.Line("a:1", "rain 1930; La pluie; Rain"))).containsExactly(0);
    assertThat(foreign.closest("Part II")).startsWith("Rain: Part II (1931)");
    assertThatThrownBy(() -> titles.of(new Lines.Line("a:2", ";;")))
        .hasMessageContaining("found none");
  }
}
