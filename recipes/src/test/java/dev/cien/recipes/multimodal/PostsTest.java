package dev.cien.recipes.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.Emoji;
import dev.cien.data.Foods;
import dev.cien.data.TextParts;
import dev.cien.io.Pixels;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostsTest {
  private static final Emoji.Words NAME = new Emoji.Words("a name", List.of());

  @TempDir Path folder;

  private static Emoji.Sign sign(String code, String subgroup) {
    return new Emoji.Sign(code, "Smileys & Emotion", subgroup, NAME, NAME);
  }

  /// Eight faces of each kind, one of which carries the mark of colour, and a heart.
  private static List<Emoji.Sign> signs() {
    Stream<Emoji.Sign> faces =
        IntStream.range(0, 24)
            .mapToObj(
                i ->
                    sign(
                        Integer.toHexString(0x1F910 + i).toUpperCase(Locale.ROOT),
                        List.of("face-smiling", "face-unwell", "face-tongue").get(i % 3)));
    return Stream.concat(
            faces, Stream.of(sign("2764-FE0F", "heart"), sign("1F609", "face-smiling")))
        .toList();
  }

  /// A face is a grey square, the lighter the later it comes.
  private static final Faces FACES =
      Faces.of(
          signs(),
          number -> {
            byte[] grey = new byte[3 * 64 * 64];
            Arrays.fill(grey, (byte) (number * 8));
            return new Pixels(3, 64, 64, grey);
          });

  private static List<Foods.Review> reviews(int count, int every) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Foods.Review(
                    "B" + i,
                    (i % every == 0 ? "stale awful " : "tasty lovely ") + "tea <br /> " + i,
                    i % every == 0 ? 1 : 0))
        .toList();
  }

  private static FoodPosts posts() {
    return new FoodPosts(
        FACES, new TextParts<>(reviews(40, 4), reviews(12, 3), reviews(20, 4)), 1000, 50, 6, 1, 7);
  }

  @Test
  void facesAreOfThreeKindsByTheirSubgroup() {
    assertThat(FaceKind.of(sign("1F600", "face-smiling"))).contains(FaceKind.PLEASED);
    assertThat(FaceKind.of(sign("1F922", "face-unwell"))).contains(FaceKind.DISPLEASED);
    assertThat(FaceKind.of(sign("1F644", "face-neutral-skeptical"))).contains(FaceKind.IRONIC);
    assertThat(FaceKind.of(sign("1F643", "face-smiling"))).contains(FaceKind.IRONIC);
    assertThat(FaceKind.of(sign("1F60B", "face-tongue"))).contains(FaceKind.PLEASED);
    assertThat(FaceKind.of(sign("2764-FE0F", "heart"))).isEmpty();
  }

  @Test
  void noFaceOfTheTestIsLearntFrom() {
    Set<Integer> both = new HashSet<>(Faces.numbers(FACES.train()));
    assertThat(both).hasSize(19);
    assertThat(Faces.numbers(FACES.test())).hasSize(6).doesNotContainAnyElementsOf(both);
    both.addAll(Faces.numbers(FACES.test()));
    assertThat(both).hasSize(25).doesNotContain(24);
  }

  @Test
  void anIronicFaceTurnsOverWhatIsWritten() {
    for (PostPairing pairing : PostPairing.values()) {
      for (int label = 0; label < 2; label++) {
        assertThat(pairing.meaning(label) != label).isEqualTo(pairing == PostPairing.IRONIC);
      }
    }
    assertThat(PostPairing.AGREEING.face(0)).isEqualTo(FaceKind.PLEASED);
    assertThat(PostPairing.AGREEING.face(1)).isEqualTo(FaceKind.DISPLEASED);
    assertThat(PostPairing.IRONIC.face(0)).isEqualTo(PostPairing.IRONIC.face(1));
  }

  @Test
  void everyReviewOfTheTestStandsInThreePosts() {
    FoodPosts posts = posts();
    List<FoodPosts.Post> test = posts.test();
    // 5 of 20 reviews are no praise; as many of the others are left.
    assertThat(test).hasSize(3 * 10);
    assertThat(test.stream().filter(post -> post.meaning() == 0)).hasSize(15);
    assertThat(posts.test()).isEqualTo(test);
    for (FoodPosts.Post post : test) {
      if (post.pairing() != PostPairing.NONE) {
        assertThat(FACES.kind(posts.emoji(post)))
            .contains(post.pairing().face(post.review().label()));
      }
    }
    CaptionedPictures samples = posts.dataset(test, false);
    assertThat(samples.label())
        .containsExactly(test.stream().mapToInt(FoodPosts.Post::meaning).toArray());
    float[] none = samples.batch(0).inputs().toFloats();
    assertThat(test.getFirst().pairing()).isEqualTo(PostPairing.NONE);
    assertThat(none).containsOnly(1);
  }

  @Test
  void reviewsArePairedAnewInEveryEpoch() {
    Dataset train = posts().train();
    // 30 pieces of praise; the ten others come three times.
    assertThat(train.size()).isEqualTo(60);
    assertThat(train.forEpoch(1, 0).all().inputs().toFloats()).containsOnly(1);
    Batch first = train.forEpoch(1, 1).all();
    Batch second = train.forEpoch(1, 2).all();
    assertThat(posts().train().forEpoch(1, 2).all().targets().toInts())
        .isEqualTo(second.targets().toInts());
    assertThat(CaptionedPictures.tokens(second.targets()).toInts())
        .isEqualTo(CaptionedPictures.tokens(first.targets()).toInts());
    assertThat(CaptionedPictures.labels(second.targets()).toInts())
        .isNotEqualTo(CaptionedPictures.labels(first.targets()).toInts());
  }

  private static PostLine line(String text) {
    return PostLine.of(new Lines.Line("posts.txt:1", text), FACES);
  }

  @Test
  void theEmojiOfALineIsItsPicture() {
    PostLine post = line("Best 😉 tea ever");
    assertThat(post.face()).contains(25);
    assertThat(post.text()).isEqualTo("Best   tea ever");
    assertThat(line("Plain tea, 5 stars").face()).isEmpty();
    assertThatThrownBy(() -> line("😉"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found no words");
    assertThatThrownBy(() -> line("Tea 😉 tea 😉"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at most one emoji");
    for (String heart : List.of("Love \u2764", "Love \u2764\uFE0F")) {
      assertThatThrownBy(() -> line(heart))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "posts.txt:1: expected the emoji of a pleased, displeased or ironic face, found a"
                  + " name");
    }
  }

  @Test
  void threeReadersAreMeasured() throws IOException {
    Settings settings =
        new Posts()
            .settings(
                Map.of(
                    "epochs",
                    "1",
                    "size",
                    "4",
                    "filters",
                    "4",
                    "channels",
                    "2",
                    "width",
                    "4",
                    "batch",
                    "20"));
    PostsExperiment experiment = new PostsExperiment(settings, posts());
    Evaluation evaluation = experiment.evaluate();
    assertThat(evaluation.samples()).isEqualTo(30);
    assertThat(evaluation.metrics().values()).allSatisfy(v -> assertThat(v).isBetween(0.0, 1.0));
    assertThat(experiment.before()).extracting(Phase::name).containsExactly("text", "picture");
    assertThat(experiment.baselines().getFirst().measure().getAsDouble()).isEqualTo(0.5);
    // Without faces, the posts of a review look alike.
    double[] text = experiment.great(PostsExperiment.Shown.TEXT);
    assertThat(text[1]).isEqualTo(text[0]);
    assertThat(text[2]).isEqualTo(text[0]);
    double[] both = experiment.great(PostsExperiment.Shown.BOTH);
    assertThat(both[2]).isNotEqualTo(both[0]);

    Path file = Files.writeString(folder.resolve("posts.txt"), "lovely tea\nlovely tea 😉\n");
    assertThat(experiment.predict(file))
        .hasSize(2)
        .allSatisfy(
            answer -> assertThat(answer.probabilities()).containsOnlyKeys("great", "other"));
    Gallery gallery = new Gallery(folder, new Text("a", "b"), Locale.ENGLISH);
    experiment.show(gallery);
    assertThat(Files.readString(gallery.close()))
        .contains("<div class=\"card\"><img src=\"gallery/conflicts-1.png\"", "<li>it means: ");
  }
}
