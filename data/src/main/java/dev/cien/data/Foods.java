package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Rng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// 5,000 English reviews of foods, each `great` (five stars) or `other`. Fetched once: `cien data
/// get foods`.
///
/// Reviews are as written: some have HTML line breaks (`<br />`), 20 occur twice among the training
/// reviews, and 7 test reviews occur there too ([#unseenTest] leaves those out).
///
/// J. McAuley, J. Leskovec: From amateurs to connoisseurs, 2013 (Amazon fine foods); as sampled in
/// the R package modeldata, MIT.
///
/// @param train 4,000 reviews, 2,600 of them great
/// @param test 1,000 reviews, 658 of them great
public record Foods(List<Review> train, List<Review> test) {
  /// The names of the classes: [Review#label] is a position in it.
  public static final List<String> CLASSES = List.of("great", "other");

  private static final int MAX_REVIEWS = 1_000_000;
  private static final int TENTH = 10;

  /// A review.
  ///
  /// @param product the product's number in the shop
  /// @param text what was written
  /// @param label 0 great, 1 other
  public record Review(String product, String text, int label) {
    /// The text without HTML tags.
    public String plain() {
      return text.replaceAll("<[^<>]{0,200}>", " ");
    }
  }

  /// Two lists of reviews, not to be changed.
  public Foods {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /// Reads the reviews from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Foods load() {
    return load(DataCache.standard());
  }

  /// Reads the reviews from a cache.
  public static Foods load(DataCache cache) {
    Path folder = cache.require(DataCatalog.standard().entry("foods"));
    return new Foods(read(folder.resolve("train.csv")), read(folder.resolve("test.csv")));
  }

  static List<Review> read(Path file) {
    Table table = Csv.options().separator(',').missing("").readFrom(file);
    if (table.rows() == 0 || table.rows() > MAX_REVIEWS) {
      throw new FileFormatException(
          file, "expected 1 to " + MAX_REVIEWS + " reviews, found " + table.rows());
    }
    try {
      List<String> products = table.words("product");
      List<String> texts = table.words("review");
      int[] labels = table.toClasses("score", CLASSES).toInts();
      List<Review> reviews = new ArrayList<>(labels.length);
      for (int row = 0; row < labels.length; row++) {
        reviews.add(new Review(products.get(row), texts.get(row), labels[row]));
      }
      return List.copyOf(reviews);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage(), e);
    }
  }

  /// The test reviews whose text is not among the training reviews.
  public List<Review> unseenTest() {
    var seen = train.stream().map(Review::text).collect(Collectors.toSet());
    return test.stream().filter(review -> !seen.contains(review.text())).toList();
  }

  /// The reviews in three parts: nine tenths of the training reviews, each text once, the tenth
  /// that is left, and the test reviews that are not among them.
  ///
  /// @param seed shuffles the training reviews
  public TextParts<Review> parts(long seed) {
    List<Review> known = train.stream().distinct().toList();
    int[] order = Rng.of(seed).permutation(known.size());
    List<Review> shuffled = Arrays.stream(order).mapToObj(known::get).toList();
    int held = known.size() / TENTH;
    return new TextParts<>(
        shuffled.subList(held, shuffled.size()), shuffled.subList(0, held), unseenTest());
  }
}
