package dev.cien.recipes.language;

import dev.cien.recipes.Gallery;
import dev.cien.zoo.pretrained.SentenceEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What Hugging Face's `transformers` 5.18 on PyTorch 2.13 computes from the same weights: the
/// first numbers of the vectors of some sentences, so that every run shows that both agree.
final class Reference {
  private record Known(String text, float... numbers) {}

  private static final List<Known> ALL =
      List.of(
          new Known(
              "hello world",
              -0.0344892f,
              0.0311101f,
              0.0067191f,
              0.0261040f,
              -0.0394810f,
              -0.1603407f),
          new Known(
              "the cat sat on the mat",
              0.1303746f,
              -0.0118701f,
              -0.0280926f,
              0.0512644f,
              -0.0560007f,
              0.0301056f),
          new Known(
              "a dog lay on the rug",
              0.0384603f,
              -0.0062838f,
              0.0358968f,
              0.0820914f,
              -0.0411189f,
              0.0713449f),
          new Known(
              "stock prices fell sharply",
              0.0264015f,
              -0.0206626f,
              0.0874481f,
              0.0480242f,
              -0.0205034f,
              0.0158229f));

  private Reference() {}

  /// The largest difference.
  static double difference(SentenceEncoder encoder) {
    double largest = 0;
    for (Known known : ALL) {
      float[] found = encoder.encode(known.text);
      for (int i = 0; i < known.numbers.length; i++) {
        largest = Math.max(largest, Math.abs(found[i] - known.numbers[i]));
      }
    }
    return largest;
  }

  static List<List<String>> table(Gallery gallery, SentenceEncoder encoder) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(gallery.in("sentence", "frase"), gallery.in("here", "aquí"), "transformers"));
    for (Known known : ALL) {
      float[] found = Arrays.copyOf(encoder.encode(known.text), known.numbers.length);
      rows.add(List.of(known.text, text(found), text(known.numbers)));
    }
    return rows;
  }

  private static String text(float... numbers) {
    List<String> words = new ArrayList<>();
    for (float number : numbers) {
      words.add(String.format(Locale.ROOT, "%.7f", number));
    }
    return String.join(" ", words);
  }
}
