package dev.cien.recipes.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Batch;
import dev.cien.data.NamedEntities.Sentence;
import dev.cien.data.TextParts;
import dev.cien.nn.Params;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.text.Entity;
import dev.cien.text.metric.EntityScore;
import dev.cien.zoo.ConditionalRandomField;
import dev.cien.zoo.WordTagger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finding names, on sentences that were made up.
class NameFindingTest {
  @TempDir Path folder;

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  private static Sentence sentence(String words, String tags) {
    return new Sentence(words(words), words(tags));
  }

  private static final List<Sentence> KNOWN =
      List.of(
          sentence("Ayla Su dün Ova 'da", "B-PERSON I-PERSON O B-LOCATION O"),
          sentence("Ova Spor Ova 'da", "B-ORGANIZATION I-ORGANIZATION B-LOCATION O"),
          sentence("Ova bugün", "B-ORGANIZATION O"));

  @Test
  void wordsAreKnownByTheirParts() {
    WordFeatures features =
        WordFeatures.of(List.of(words("Irmaklar ırmaklar Evler"), words("ırmaktan")), 2);
    int[] first = features.of("Irmaklar");
    int[] second = features.of("ırmaklar");
    assertThat(first[0]).as("shapes").isNotEqualTo(second[0]);
    for (int i = 1; i < WordFeatures.COUNT; i++) {
      assertThat(first[i]).as("lower case is Turkish").isEqualTo(second[i]).isPositive();
    }
    assertThat(features.knows("Irmaklar")).isTrue();
    assertThat(features.knows("Evler")).isFalse();
    int[] unseen = features.of("Kumlar");
    assertThat(unseen[0]).isEqualTo(first[0]);
    assertThat(unseen[1]).isEqualTo(WordTagger.NONE);
    assertThat(unseen).as("the ending is known").contains(first[5]);
    for (int id : first) {
      assertThat(id).isBetween(1, features.size() - 1);
    }
    for (String any : List.of("x", "7", "7'si", "İ", "iPad", "-", "'da", "A", "")) {
      assertThat(features.of(any)[0]).as(any).isPositive();
    }
  }

  @Test
  void longSentencesAreCutAfterASign() {
    SentencePieces pieces = new SentencePieces(WordFeatures.of(List.of(), 1));
    List<String> words = new ArrayList<>(Collections.nCopies(100, "a"));
    words.set(39, ",");
    assertThat(pieces.untagged(words)).extracting(pieces::length).containsExactly(40, 48, 12);
    assertThat(pieces.untagged(List.of())).isEmpty();
    Batch batch = pieces.batch(pieces.of(KNOWN.subList(1, 3)), 5);
    assertThat(batch.inputs().shape().toString()).isEqualTo("[2, 5, 8]");
    assertThat(batch.targets().toInts()).containsExactly(5, 6, 3, 0, -100, 5, 0, -100, -100, -100);
  }

  @Test
  void aDictionaryFindsTheLongestNameThatItKnows() {
    EntityDictionary dictionary = EntityDictionary.of(KNOWN);
    assertThat(dictionary.tags(words("Ova Spor , Ova , Ayla")))
        .as("two times each: the first in the alphabet")
        .containsExactly("B-ORGANIZATION", "I-ORGANIZATION", "O", "B-LOCATION", "O", "O");
    assertThat(dictionary.tags(List.of())).isEmpty();
    assertThat(dictionary.knows(new Entity("ORGANIZATION", 0, 1), words("Ova"))).isTrue();
    assertThat(dictionary.knows(new Entity("PERSON", 0, 1), words("Ova"))).isFalse();
    assertThat(EntityDictionary.of(List.of()).tags(words("Ova"))).containsExactly("O");
  }

  /// There: Ova (known), Can (new), Ova (as a person: new). Found: Ova, Can Bey, Ova as a place.
  @Test
  void knownAndNewNamesAreToldApart() {
    List<Sentence> test =
        List.of(sentence("Ova , Can Bey", "B-LOCATION O B-PERSON O"), sentence("Ova", "B-PERSON"));
    EntityFigures figures =
        EntityFigures.of(
            test,
            List.of(words("B-LOCATION O B-PERSON I-PERSON"), words("B-LOCATION")),
            EntityDictionary.of(KNOWN));
    assertThat(figures.known()).isEqualTo(new EntityScore(1, 2, 1));
    assertThat(figures.unknown()).isEqualTo(new EntityScore(0, 1, 2));
    assertThat(figures.all()).isEqualTo(new EntityScore(1, 3, 3));
    assertThat(figures.byType().get("PERSON")).isEqualTo(new EntityScore(0, 1, 2));
    assertThat(figures.byType().get("LOCATION")).isEqualTo(new EntityScore(1, 2, 1));
    assertThat(figures.confusion()[0]).containsExactly(1, 1, 0, 0);
    assertThat(figures.confusion()[1]).containsExactly(0, 1, 1, 0);
    assertThat(figures.metrics().get("entity_f1")).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(figures.metrics()).hasSize(8).containsEntry("entity_f1_organization", 0.0);
  }

  @Test
  void aTaggerSaysTheSameOfASentenceAloneAndAmongOthers() {
    WordFeatures features = WordFeatures.of(List.of(KNOWN.getFirst().words()), 1);
    SentencePieces pieces = new SentencePieces(features);
    LinearTagger words = LinearTagger.of(features.size());
    for (var weights : Params.of(words).trainable()) {
      weights.assign(Tensor.randn(Rng.of(3), weights.shape().dims()));
    }
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      sentences.add(Collections.nCopies(i, i % 2 == 0 ? "Ayla" : "Ova"));
    }
    for (var field :
        List.of(
            Optional.<ConditionalRandomField>empty(),
            Optional.of(ConditionalRandomField.of(7, Rng.of(2))))) {
      EntityTagger tagger = new EntityTagger(words, field);
      List<List<String>> found = tagger.tags(pieces, sentences);
      for (int i = 0; i < 70; i++) {
        assertThat(found.get(i)).hasSize(i);
      }
      assertThat(tagger.tags(pieces, List.of(sentences.get(61)))).containsExactly(found.get(61));
    }
  }

  @Test
  void linesAreCutAsTheSentencesAre() {
    assertThat(NameLines.words("İstanbul’da, \"Ova'lı\" 3,5 'tek' e-posta."))
        .containsExactly(
            "İstanbul",
            "'da",
            ",",
            "\"",
            "Ova",
            "'lı",
            "\"",
            "3",
            ",",
            "5",
            "'",
            "tek",
            "'",
            "e",
            "-",
            "posta",
            ".");
    assertThat(NameLines.words("")).isEmpty();
  }

  @Test
  void namesInLinesAreSaidWithTheirTypes() throws IOException {
    EntityDictionary dictionary = EntityDictionary.of(KNOWN);
    NameLines lines = new NameLines(sentences -> sentences.stream().map(dictionary::tags).toList());
    Path asked = Files.writeString(folder.resolve("asked.txt"), "Ayla Su Ova'da\n\nyok ki\n");
    List<Prediction> said = lines.predict(asked);
    assertThat(said)
        .extracting(Prediction::answer)
        .containsExactly("Ayla Su [PERSON] · Ova [LOCATION]", "—");
    assertThat(said.getFirst().of()).isEqualTo("Ayla Su Ova'da");
    assertThatThrownBy(() -> lines.predict(Files.writeString(asked, "\n")))
        .isInstanceOf(InputException.class);
    assertThat(NameLines.stretches(words("dün Ova 'da"), words("O B-LOCATION O")))
        .containsExactly(
            Gallery.Stretch.plain("dün"),
            new Gallery.Stretch("Ova", "LOCATION"),
            Gallery.Stretch.plain("'da"));
  }

  /// Persons come before `geldi` and places before `'da`, whatever their letters are: the tagger
  /// finds names that no dictionary has.
  @Test
  void learnsFromWhatStandsAround() throws IOException {
    List<Sentence> train = made(0, 240);
    NamedEntityRecognition recipe = new NamedEntityRecognition();
    Settings settings =
        Settings.of(
            recipe.settings(),
            Map.of(
                "epochs", "12", "batch", "96", "rate", "0.02", "width", "12", "hidden", "8",
                "dropout", "0"));
    var parts = new TextParts<>(train, made(240, 260), made(260, 300));
    NameFinding experiment = NamedEntityRecognition.experiment(settings, parts);
    experiment.trainer().fit(experiment.training());
    Evaluation evaluation = experiment.evaluate();
    assertThat(evaluation.metric("entity_f1_unknown")).isGreaterThan(0.9);
    assertThat(evaluation.samples()).isEqualTo(40);
    assertThat(evaluation.classes()).hasSize(4);
    Map<String, Double> baselines = new HashMap<>();
    for (Baseline baseline : experiment.baselines()) {
      baselines.put(baseline.name(), baseline.measure().getAsDouble());
    }
    assertThat(baselines.get("outside")).isZero();
    assertThat(baselines.get("dictionary")).isLessThan(0.1);
    assertThat(baselines.get("frequent-tag")).isLessThan(0.1);
    assertThat(baselines.get("linear")).isBetween(0.5, 1.0);
    Gallery gallery = new Gallery(folder, new Text("Names", "Nombres"), Locale.of("es"));
    experiment.show(gallery);
    assertThat(Files.readString(gallery.close())).contains("<mark class=\"m0\">", "ya vistos");
    Path asked = Files.writeString(folder.resolve("asked.txt"), "Qoqo geldi");
    assertThat(experiment.predict(asked).getFirst().answer()).isEqualTo("Qoqo [PERSON]");
  }

  private static List<Sentence> made(int from, int to) {
    List<Sentence> sentences = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String name = "" + (char) ('A' + i % 23) + (char) ('a' + i % 19) + (char) ('a' + i / 17);
      sentences.add(
          i % 2 == 0
              ? sentence(
                  "bugün " + name + " geldi , " + name + " 'da", "O B-PERSON O O B-LOCATION O")
              : sentence(name + " 'da kaldı " + name + " geldi", "B-LOCATION O O B-PERSON O"));
    }
    return sentences;
  }
}
