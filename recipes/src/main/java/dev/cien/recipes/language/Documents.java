package dev.cien.recipes.language;

import dev.cien.data.Foods;
import dev.cien.data.Reuters;
import dev.cien.data.TensorDataset;
import dev.cien.data.TextParts;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Texts in three parts, each with its class.
///
/// @param parts to learn from, to choose settings by, to be measured on
/// @param classes the names of the classes
record Documents(TextParts<Document> parts, List<String> classes) {
  /// A text and the position of its class.
  record Document(String text, int label) {}

  /// News, each about one of the topics that are most frequent.
  static Documents news(int topics) {
    TextParts<Reuters.Story> stories = Reuters.load().byTopic(topics);
    List<String> names =
        stories.train().stream()
            .map(story -> story.topics().getFirst())
            .distinct()
            .sorted()
            .toList();
    return new Documents(
        stories.map(story -> new Document(story.text(), names.indexOf(story.topics().getFirst()))),
        names);
  }

  /// Reviews of foods: as good as can be, or not.
  static Documents reviews(long seed) {
    return new Documents(
        Foods.load().parts(seed).map(review -> new Document(review.plain(), review.label())),
        Foods.CLASSES);
  }

  /// The same with fewer texts to learn from.
  Documents atMost(int most) {
    List<Document> train = parts.train();
    // Spread over the whole, because news are in the order of time.
    List<Document> some =
        train.size() <= most
            ? train
            : IntStream.range(0, most)
                .mapToObj(i -> train.get((int) ((long) i * train.size() / most)))
                .toList();
    return new Documents(new TextParts<>(some, parts.validation(), parts.test()), classes);
  }

  /// Texts as tokens `[N, length]`: what is longer is cut off, what is shorter is filled with 0.
  static TensorDataset tokens(List<Document> documents, Tokenizer tokenizer, int length) {
    int[] inputs = new int[documents.size() * length];
    for (int i = 0; i < documents.size(); i++) {
      int[] tokens = tokenizer.encodePlain(documents.get(i).text());
      System.arraycopy(tokens, 0, inputs, i * length, Math.min(tokens.length, length));
    }
    return TensorDataset.of(Tensor.of(inputs, documents.size(), length), labels(documents));
  }

  /// Texts as vectors.
  static TensorDataset vectors(List<Document> documents, Function<String, float[]> vector) {
    float[][] rows =
        documents.stream().map(document -> vector.apply(document.text())).toArray(float[][]::new);
    return TensorDataset.of(matrix(rows), labels(documents));
  }

  /// Rows of equal length as one tensor.
  static Tensor matrix(float[][] rows) {
    int width = rows[0].length;
    float[] all = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * width, width);
    }
    return Tensor.of(all, rows.length, width);
  }

  private static Tensor labels(List<Document> documents) {
    return Tensor.of(documents.stream().mapToInt(Document::label).toArray(), documents.size());
  }
}
