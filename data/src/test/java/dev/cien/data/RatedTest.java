package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Food reviews and film ratings, from small files written by hand.
class RatedTest {
  private static final String FOODS = "product,review,score\n";
  private static final String FILMS = "movieId,title,year,genres,userId,rating,timestamp\n";

  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void reviewsHaveTextAndLabel() {
    List<Foods.Review> reviews =
        Foods.read(file(FOODS + "B1,\"Good, \"\"very\"\" good\",great\nB2,NA,other\n"));
    assertThat(reviews)
        .containsExactly(
            new Foods.Review("B1", "Good, \"very\" good", 0), new Foods.Review("B2", "NA", 1));
    Foods foods = new Foods(reviews, Foods.read(file(FOODS + "B3,NA,great\nB4,Bad,other\n")));
    assertThat(foods.unseenTest()).containsExactly(new Foods.Review("B4", "Bad", 1));
  }

  @Test
  void reviewsAreCutInThreePartsWithoutRepeats() {
    StringBuilder text = new StringBuilder(FOODS);
    for (int i = 0; i < 20; i++) {
      text.append("B").append(i).append(",Good <br />").append(i).append(",great\n");
    }
    List<Foods.Review> train = Foods.read(file(text + "B3,Good <br />3,great\n"));
    TextParts<Foods.Review> parts =
        new Foods(train, Foods.read(file(FOODS + "B3,Good <br />3,great\nC,Bad,other\n"))).parts(5);
    assertThat(parts.train()).hasSize(18);
    assertThat(parts.validation()).hasSize(2).doesNotContainAnyElementsOf(parts.train());
    assertThat(parts.test()).extracting(Foods.Review::plain).containsExactly("Bad");
    assertThat(parts.train().getFirst().plain()).matches("Good  \\d+");
  }

  @Test
  void hostileReviewsAreRefused() {
    for (String text :
        List.of("", "product,review\na,b\n", FOODS + "a,b,c\n", FOODS + "a,,great\n", FOODS)) {
      Path file = file(text);
      assertThatThrownBy(() -> Foods.read(file)).as(text).isInstanceOf(FileFormatException.class);
    }
  }

  private MovieLens films() {
    return MovieLens.read(
        file(
            FILMS
                + "30,Heat,1995,Action|Crime,7,4.5,50\n"
                + "10,,,(no genres listed),7,3,40\n"
                + "20,Dumbo,1941,Animation,7,5,50\n"
                + "40,Alien,1979,Horror|Action,7,2,10\n"
                + "10,,,(no genres listed),3,0.5,60\n"));
  }

  @Test
  void ratingsAreNumberedFromZero() {
    MovieLens films = films();
    assertThat(films.users()).isEqualTo(2);
    assertThat(films.movies())
        .containsExactly(
            new MovieLens.Movie(10, "", Optional.empty(), List.of()),
            new MovieLens.Movie(20, "Dumbo", Optional.of(1941), List.of("Animation")),
            new MovieLens.Movie(30, "Heat", Optional.of(1995), List.of("Action", "Crime")),
            new MovieLens.Movie(40, "Alien", Optional.of(1979), List.of("Horror", "Action")));
    assertThat(films.ratings().getFirst()).isEqualTo(new MovieLens.Rating(1, 2, 4.5f, 50));
    assertThat(films.genres()).containsExactly("Action", "Animation", "Crime", "Horror");
    Batch all = MovieLens.dataset(films.ratings()).all();
    assertThat(all.inputs().dtype()).isEqualTo(DType.INT32);
    assertThat(all.inputs().toInts()).containsExactly(1, 2, 1, 0, 1, 1, 1, 3, 0, 0);
    assertThat(all.targets().toFloats()).containsExactly(4.5f, 3, 5, 2, 0.5f);
  }

  @Test
  void theLastRatingsAreKeptBack() {
    MovieLens.Parts parts = films().leaveLastOut();
    assertThat(parts.test()).containsExactly(new MovieLens.Rating(1, 2, 4.5f, 50));
    assertThat(parts.validation()).containsExactly(new MovieLens.Rating(1, 1, 5, 50));
    assertThat(parts.train())
        .as("one rating alone is trained on")
        .containsExactly(
            new MovieLens.Rating(0, 0, 0.5f, 60),
            new MovieLens.Rating(1, 3, 2, 10),
            new MovieLens.Rating(1, 0, 3, 40));
  }

  @Test
  void hostileRatingsAreRefused() {
    for (var bad :
        Map.of(
                "",
                "an empty file",
                FILMS,
                "1 to 30000000 ratings",
                "movieId\n1\n",
                "found 'userId'",
                FILMS + "1,a,1990,g,1,9,5\n",
                "a rating of 9",
                FILMS + "1,a,1990,g,1,,5\n",
                "found words such as",
                FILMS + "1.5,a,1990,g,1,4,5\n",
                "expected a whole number, found 1.5",
                FILMS + "1,a,1990,g,1,4,99999999999\n",
                "expected a whole number",
                FILMS + "1,a,1990,g,-1,4,5\n",
                "found -1",
                FILMS + "1,a,1990,g,1,4,5\n1,a,1990,g,1,4,6\n",
                "rated twice",
                FILMS + "1,7,1990,g,1,4,5\n",
                "expected words in column")
            .entrySet()) {
      Path file = file(bad.getKey());
      assertThatThrownBy(() -> MovieLens.read(file))
          .as(bad.getKey())
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining(bad.getValue());
    }
  }
}
