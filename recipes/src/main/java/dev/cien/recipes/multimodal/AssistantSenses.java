package dev.cien.recipes.multimodal;

import dev.cien.data.Dataset;
import dev.cien.recipes.kit.EmojiMakers;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.PictureClassifier;
import dev.cien.zoo.PictureEmbedding;
import dev.cien.zoo.TextCnn;
import java.util.List;
import java.util.stream.IntStream;

/// The networks of the assistant.
///
/// @param words reads sentences
/// @param digits reads digits
/// @param things gives pictures of things vectors; what lies nearest to a known picture is called
///   as that one
record AssistantSenses(TextCnn words, PictureClassifier digits, PictureEmbedding things) {
  private static final double DROPPED = 0.3;
  private static final int CLASSES = 10;
  private static final int DIGIT = 28;
  private static final int MAPS = 16;
  private static final int WIDTH = 64;

  static AssistantSenses of(int vocabulary, int width, Rng rng) {
    return new AssistantSenses(
        TextCnn.of(
            vocabulary, width, List.of(1, 2, 3), width, AssistantSentences.OUTPUTS, DROPPED, rng),
        PictureClassifier.of(1, DIGIT, CLASSES, rng),
        PictureEmbedding.of(3, EmojiMakers.SIDE, MAPS, WIDTH, rng));
  }

  /// What sentences ask for.
  List<Request> read(Tensor tokens) {
    Step step = Step.inference(in -> new Tensor[] {words.forward(in[0])});
    return AssistantSentences.requests(step.run(tokens)[0]);
  }

  /// Which digits pictures show.
  int[] digits(Dataset pictures) {
    Supervised.Outputs outputs = Supervised.outputs(digits, pictures);
    return IntStream.range(0, outputs.size()).map(i -> largest(outputs.row(i))).toArray();
  }

  private static int largest(float... values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /// Which of some known pictures lie nearest to others.
  int[] nearest(Dataset known, Dataset asked) {
    Supervised.Outputs memory = Supervised.outputs(things, known);
    Supervised.Outputs looked = Supervised.outputs(things, asked);
    return IntStream.range(0, looked.size())
        .map(
            i -> {
              float[] likeness = new float[memory.size()];
              for (int k = 0; k < likeness.length; k++) {
                float[] a = looked.row(i);
                float[] b = memory.row(k);
                for (int j = 0; j < a.length; j++) {
                  likeness[k] += a[j] * b[j];
                }
              }
              return largest(likeness);
            })
        .toArray();
  }
}
