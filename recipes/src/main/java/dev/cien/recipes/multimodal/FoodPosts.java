package dev.cien.recipes.multimodal;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.Foods;
import dev.cien.data.ImageDataset;
import dev.cien.data.TextParts;
import dev.cien.tensor.Rng;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Posts: reviews of foods with a face attached, or none, by [PostPairing].
///
/// There are as many reviews of either label, so that neither is the better guess: for learning the
/// rarer ones come more often, in the test there are fewer of the others. In every epoch each
/// review to learn from is paired anew; in the first epochs none has a face, because whoever cannot
/// read yet learns nothing from what is turned over. A review of the test stands in three posts,
/// one of each pairing, with faces that were in no training post.
final class FoodPosts {
  private static final int PAIRINGS = PostPairing.values().length;

  private final Faces faces;
  private final TextParts<Foods.Review> reviews;
  private final WordTokenizer tokenizer;
  private final int length;
  private final int alone;
  private final long seed;
  private final ImageDataset training;

  /// A post.
  ///
  /// @param review what is written, and its label
  /// @param pairing how the face was chosen
  /// @param face a number among the faces of its part, their count for none
  record Post(Foods.Review review, PostPairing pairing, int face) {
    /// What it means: 0 great, 1 other.
    int meaning() {
      return pairing.meaning(review.label());
    }
  }

  /// @param most reviews to learn from at most
  /// @param words how many words are known at most
  /// @param length words of a text that are read
  /// @param alone epochs without faces
  FoodPosts(
      Faces faces,
      TextParts<Foods.Review> reviews,
      int most,
      int words,
      int length,
      int alone,
      long seed) {
    this.faces = faces;
    this.alone = alone;
    this.reviews =
        new TextParts<>(
            even(reviews.train().subList(0, Math.min(most, reviews.train().size())), true),
            even(reviews.validation(), false),
            even(reviews.test(), false));
    this.length = length;
    this.seed = seed;
    this.training = faces.training(Rng.of(seed).fork(1));
    this.tokenizer =
        WordTokenizer.of(
            reviews.train().stream().map(Foods.Review::plain).toList(),
            new WordTokenizer.Options(
                2, words, true, List.of(Tokenizer.PADDING, Tokenizer.UNKNOWN)));
  }

  /// As many of either label.
  ///
  /// @param more whether the rarer ones come again, or the others are fewer
  private static List<Foods.Review> even(List<Foods.Review> all, boolean more) {
    List<List<Foods.Review>> apart =
        IntStream.range(0, 2)
            .mapToObj(label -> all.stream().filter(r -> r.label() == label).toList())
            .toList();
    int least = Math.min(apart.get(0).size(), apart.get(1).size());
    int count = more ? all.size() - least : least;
    List<Foods.Review> even = new ArrayList<>();
    for (int i = 0; i < count && least > 0; i++) {
      for (List<Foods.Review> some : apart) {
        even.add(some.get(i % some.size()));
      }
    }
    return even;
  }

  Faces faces() {
    return faces;
  }

  /// How many words are known, with the 0 that stands for none.
  int vocabulary() {
    return tokenizer.size();
  }

  /// The words of a text, filled with 0.
  int[] words(String text) {
    return Arrays.copyOf(tokenizer.encodePlain(text), length);
  }

  int length() {
    return length;
  }

  /// The posts to learn from, other ones in every epoch.
  Dataset train() {
    return new Stream(0);
  }

  private final class Stream implements Dataset {
    private final CaptionedPictures posts;

    private Stream(int epoch) {
      List<Post> drawn =
          drawn(reviews.train(), faces.train(), epoch < alone, Rng.of(seed).fork(2).fork(epoch));
      Rng rng = Rng.of(seed).fork(3).fork(epoch);
      int empty = training.size() - 1;
      int[] pictures =
          drawn.stream()
              .mapToInt(
                  post ->
                      post.pairing() == PostPairing.NONE
                          ? empty
                          : post.face() * Faces.VARIANTS + rng.nextInt(Faces.VARIANTS))
              .toArray();
      this.posts = captioned(training, pictures, drawn);
    }

    @Override
    public int size() {
      return posts.size();
    }

    @Override
    public Batch batch(int... indices) {
      return posts.batch(indices);
    }

    @Override
    public Dataset forEpoch(long shuffle, int epoch) {
      return epoch == 0 ? this : new Stream(epoch);
    }
  }

  /// One post a review, each pairing as likely, or none with a face.
  private static List<Post> drawn(
      List<Foods.Review> some, Map<FaceKind, List<Integer>> from, boolean plain, Rng rng) {
    return some.stream()
        .map(
            review ->
                post(
                    review,
                    plain ? PostPairing.NONE : PostPairing.values()[rng.nextInt(PAIRINGS)],
                    from,
                    rng))
        .toList();
  }

  private static Post post(
      Foods.Review review, PostPairing pairing, Map<FaceKind, List<Integer>> from, Rng rng) {
    List<Integer> all = Faces.numbers(from);
    if (pairing == PostPairing.NONE) {
      return new Post(review, pairing, all.size());
    }
    List<Integer> fitting = from.get(pairing.face(review.label()));
    return new Post(review, pairing, all.indexOf(fitting.get(rng.nextInt(fitting.size()))));
  }

  /// Every review of the test in all three pairings; the same posts whatever the seed.
  List<Post> test() {
    Rng rng = Rng.of(0);
    return reviews.test().stream()
        .flatMap(
            review ->
                Arrays.stream(PostPairing.values())
                    .map(pairing -> post(review, pairing, faces.test(), rng)))
        .toList();
  }

  /// The validation reviews with faces that are learnt from.
  List<Post> validation() {
    return drawn(reviews.validation(), faces.train(), false, Rng.of(0));
  }

  /// Posts as samples.
  CaptionedPictures dataset(List<Post> posts, boolean learnt) {
    return captioned(
        faces.plain(Faces.numbers(learnt ? faces.train() : faces.test())),
        posts.stream().mapToInt(Post::face).toArray(),
        posts);
  }

  private CaptionedPictures captioned(Dataset pictures, int[] picture, List<Post> posts) {
    return new CaptionedPictures(
        pictures,
        picture,
        posts.stream().map(post -> words(post.review().plain())).toArray(int[][]::new),
        posts.stream().mapToInt(Post::meaning).toArray());
  }

  /// The emoji of a test post's face.
  int emoji(Post post) {
    return Faces.numbers(faces.test()).get(post.face());
  }
}
