package dev.cien.recipes.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.TextParts;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.text.WordTokenizer;
import dev.cien.zoo.TextCnn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sorting made texts in which the order of two words decides.
class SortingTextsTest {
  private static final int LENGTH = 6;

  @TempDir Path folder;

  /// Texts that say `not good` or `good not` among other words.
  private static List<Documents.Document> made(int count, long seed) {
    List<String> others = List.of("tea", "box", "cup", "jam");
    Rng rng = Rng.of(seed);
    List<Documents.Document> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String decisive = i % 2 == 0 ? "good not" : "not good";
      all.add(
          new Documents.Document(
              others.get(rng.nextInt(4)) + " " + decisive + " " + others.get(rng.nextInt(4)),
              i % 2));
    }
    return all;
  }

  private static TextSorter trained() {
    Documents documents =
        new Documents(
            new TextParts<>(made(64, 1), made(16, 2), made(32, 3)), List.of("fine", "poor"));
    WordTokenizer tokenizer =
        WordTokenizer.of(
            documents.parts().train().stream().map(Documents.Document::text).toList(),
            new WordTokenizer.Options(1, 100, true, List.of("<pad>", "<unk>")));
    Settings settings =
        Settings.of(
            SortingTexts.reviews().settings(),
            Map.of("epochs", "20", "batch", "8", "rate", "0.02", "dropout", "0"));
    TextSorter sorter =
        new TextSorter(
            settings,
            TextCnn.of(tokenizer.size(), 8, List.of(1, 2), 8, 2, 0, Rng.of(4)),
            documents,
            tokenizer,
            LENGTH);
    sorter.trainer().fit(sorter.training());
    return sorter;
  }

  @Test
  void orderDecidesWhereCountingCannot() throws IOException {
    TextSorter sorter = trained();
    assertThat(sorter.evaluate().metric("f1")).isEqualTo(1);
    assertThat(sorter.baselines())
        .extracting(Baseline::name)
        .containsExactly("majority", "words", "pairs");
    // Half of the texts are of one class: F1 of 2/3 for it, of 0 for the other.
    assertThat(sorter.baselines().getFirst().measure().getAsDouble()).isEqualTo(1 / 3.0);
    assertThat(sorter.baselines().get(1).measure().getAsDouble()).isLessThan(0.8);
    assertThat(sorter.baselines().get(2).measure().getAsDouble()).isEqualTo(1);

    Path file = Files.writeString(folder.resolve("asked.txt"), "Jam: not GOOD.\ncup good not\nx\n");
    assertThat(sorter.predict(file))
        .extracting(Prediction::answer)
        .startsWith("poor", "fine")
        .hasSize(3);

    Gallery gallery = new Gallery(folder, new Text("texts", "textos"), Locale.ENGLISH);
    sorter.show(gallery);
    gallery.close();
    assertThat(Files.readString(folder.resolve("gallery/classes.csv")))
        .contains("fine,32,16,1.00,1.00,1.00");
    assertThat(Files.readAllLines(folder.resolve("gallery/phrases.csv")))
        .satisfiesExactly(
            heading -> assertThat(heading).isEqualTo("class,phrases"),
            fine -> assertThat(fine).startsWith("fine,").doesNotContain("not good"),
            poor -> assertThat(poor).startsWith("poor,").contains("not good"));
  }

  @Test
  void fewerTextsAreTakenFromTheWholeTime() {
    Documents all =
        new Documents(new TextParts<>(made(64, 1), List.of(), List.of()), List.of("fine", "poor"));
    assertThat(all.atMost(1000)).isEqualTo(all);
    assertThat(all.atMost(3).parts().train())
        .containsExactly(
            all.parts().train().get(0), all.parts().train().get(21), all.parts().train().get(42));
  }
}
