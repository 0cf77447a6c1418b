package dev.cien.recipes.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.Digits;
import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.io.Images;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.EmojiMakers;
import dev.cien.recipes.multimodal.AssistantPhrases.Part;
import dev.cien.recipes.multimodal.AssistantPhrases.Sentence;
import dev.cien.recipes.multimodal.Conversation.Names;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The assistant on digits and things that are rectangles.
class AssistantTest {
  private static final int DIGITS = 20;

  @TempDir Path folder;

  /// Digit `d` is a bar whose length tells it.
  private static ImageDataset bars() {
    byte[] pixels = new byte[DIGITS * 28 * 28];
    int[] labels = new int[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      labels[i] = i % 10;
      int from = i * 28 * 28 + 10 * 28 + 2;
      Arrays.fill(pixels, from, from + 2 * labels[i] + 4, (byte) -1);
    }
    return ImageDataset.of(pixels, labels, 1, 28, 28, List.of("0123456789".split("")));
  }

  /// Six emoji, of which the last three are fruits.
  private static EmojiMakers emoji() {
    int side = EmojiMakers.SIDE;
    byte[] pixels = new byte[2 * 6 * 3 * side * side];
    for (int i = 0; i < pixels.length; i++) {
      int picture = i / (3 * side * side);
      int channel = i / (side * side) % 3;
      pixels[i] = (byte) (picture / 2 % 3 == channel ? 200 - picture % 2 * 30 : 40 + picture);
    }
    List<Emoji.Sign> signs =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    new Emoji.Sign(
                        "%X".formatted(0x1F600 + i),
                        "group",
                        i < 3 ? "face" : "food-fruit",
                        new Emoji.Words("fruit " + i, List.of()),
                        new Emoji.Words("fruta " + i, List.of())))
            .toList();
    return new EmojiMakers(
        signs,
        ImageDataset.of(pixels, new int[12], 3, side, side, List.of("group")),
        new Emoji.Parts(new int[] {0}, new int[] {1}, new int[] {2}));
  }

  private static AssistantPictures pictures() {
    return AssistantPictures.of(new Digits(bars(), bars()), emoji());
  }

  private static AssistantExperiment experiment() {
    Map<String, String> tiny = new HashMap<>(new Assistant().quick());
    tiny.putAll(
        Map.of("sentences", "100", "digits", "100", "width", "4", "tested", "10", "looks", "1"));
    Settings settings = new Assistant().settings(tiny);
    return AssistantExperiment.of(settings, pictures());
  }

  @Test
  void phrasingsOfTheTestAreNotLearnt() {
    Set<String> all = new HashSet<>();
    for (Intent intent : Intent.values()) {
      for (boolean spanish : new boolean[] {true, false}) {
        List<String> phrasings = AssistantWords.phrasings(intent, spanish);
        assertThat(phrasings).as(intent + " " + spanish).hasSize(13);
        for (String phrasing : phrasings) {
          assertThat(all.add(phrasing)).as("twice: " + phrasing).isTrue();
          assertThat(phrasing.matches(".*\\bN\\b.*")).as(phrasing).isEqualTo(intent.counts());
        }
      }
    }
    Request add = new Request(Intent.PLUS, 7, false);
    Set<String> learnt = new HashSet<>();
    Set<String> tested = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      learnt.add(plain(AssistantPhrases.of(add, Part.TRAIN, Rng.of(i))));
      tested.add(plain(AssistantPhrases.of(add, Part.TEST, Rng.of(i))));
    }
    assertThat(tested).hasSize(3).contains("now add # to it").noneMatch(learnt::contains);
    assertThat(learnt).hasSize(8);
  }

  private static String plain(Sentence sentence) {
    return sentence
        .text()
        .toLowerCase(Locale.ROOT)
        .replaceAll("^(hey|please|so), |^let's see: |\\?", "")
        .replaceAll("\\b(7|seven)\\b", "#");
  }

  @Test
  void aConversationRemembers() {
    Conversation seven = Conversation.NEW.seeing(7);
    assertThat(say(seven, Intent.READ, -1, true)).isEqualTo("7");
    assertThat(say(seven, Intent.GREATER, 5, true)).isEqualTo("Sí: 7 > 5");
    assertThat(say(seven, Intent.GREATER, 7, false)).isEqualTo("No: 7 = 7");
    assertThat(say(seven, Intent.LESS, 9, false)).isEqualTo("Yes: 7 < 9");
    assertThat(say(seven, Intent.EVEN, -1, true)).isEqualTo("7 es impar");
    Conversation later = seven.answer(new Request(Intent.MINUS, 9, true)).after();
    assertThat(say(later, Intent.TIMES, 3, false)).isEqualTo("-2 · 3 = -6");
    assertThat(say(later, Intent.EVEN, -1, false)).isEqualTo("-2 is even");
    assertThat(say(later, Intent.PLUS, -1, false)).isEqualTo("Which number do you mean?");
    assertThat(say(Conversation.NEW, Intent.READ, -1, true)).isEqualTo("¿De qué número habla?");
    Conversation apple = later.seeing(new Names("apple", "manzana"));
    assertThat(say(apple, Intent.NAME, -1, true)).isEqualTo("manzana");
    assertThat(say(apple, Intent.TRANSLATE, -1, true)).isEqualTo("apple");
    assertThat(say(apple, Intent.TRANSLATE, -1, false)).isEqualTo("manzana");
    assertThat(say(apple, Intent.READ, -1, false)).as("numbers stay").isEqualTo("-2");
    assertThat(say(seven, Intent.NAME, -1, false)).startsWith("Of what?");
  }

  private static String say(Conversation known, Intent intent, int number, boolean spanish) {
    return known.answer(new Request(intent, number, spanish)).text();
  }

  @Test
  void keywordsDecideByTheirFirstRule() {
    assertThat(AssistantKeywords.read("Por favor, súmale tres"))
        .isEqualTo(new Request(Intent.PLUS, 3, true));
    assertThat(AssistantKeywords.read("¿Es más grande que 12?"))
        .isEqualTo(new Request(Intent.GREATER, 12, true));
    assertThat(AssistantKeywords.read("Is it an odd number"))
        .isEqualTo(new Request(Intent.EVEN, Request.NONE, false));
    assertThat(AssistantKeywords.read("What is this?").intent()).isEqualTo(Intent.NAME);
    AssistantKeywords nearest = new AssistantKeywords(pictures(), DIGITS);
    assertThat(nearest.digits(3, 14)).containsExactly(3, 4);
    assertThat(nearest.things(2, 0)).containsExactly(2, 0);
    assertThat(nearest.things()).isEmpty();
  }

  @Test
  void requestsSurviveAsNumbers() {
    List<Sentence> sentences = AssistantPhrases.some(30, Part.TRAIN, Rng.of(4));
    AssistantSentences read = AssistantSentences.of(sentences);
    int[] targets = read.dataset(sentences).all().targets().toInts();
    float[] logits = new float[30 * AssistantSentences.OUTPUTS];
    for (int i = 0; i < 30; i++) {
      int row = i * AssistantSentences.OUTPUTS;
      logits[row + targets[3 * i]] = 1;
      logits[row + 9 + targets[3 * i + 1]] = 1;
      logits[row + 9 + 14 + targets[3 * i + 2]] = 1;
    }
    assertThat(AssistantSentences.requests(Tensor.of(logits, 30, AssistantSentences.OUTPUTS)))
        .isEqualTo(sentences.stream().map(Sentence::request).toList());
    int[] strange = read.tokens(List.of("zzz")).toInts();
    assertThat(strange[0]).isEqualTo(AssistantSentences.UNKNOWN);
    assertThat(strange[1]).isEqualTo(AssistantSentences.PADDING);
  }

  @Test
  void dialoguesAreJudgedAsWholes() {
    AssistantExperiment experiment = experiment();
    List<AssistantScript> scripts = experiment.scripts();
    assertThat(scripts).hasSize(10).allMatch(script -> script.turns().size() == 3);
    assertThat(scripts.get(1).turns().getFirst().shown().orElseThrow().thing()).isTrue();
    assertThat(scripts.get(1).turns().get(1).shown()).isEmpty();
    AssistantTruth truth = new AssistantTruth(scripts, experiment.pictures());
    assertThat(experiment.success(truth)).isEqualTo(1);
    assertThat(experiment.evaluate().metrics().keySet())
        .containsExactly(
            "dialogue_success",
            "requests_right",
            "digits_right",
            "things_right",
            "things_right_pixels");
    assertThat(experiment.before()).hasSize(2);
    assertThat(experiment.baselines().getFirst().measure().getAsDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void filesMakeADialogue() throws IOException {
    AssistantExperiment experiment = experiment();
    Path digit = folder.resolve("digit.png");
    Images.writePng(digit, bars().picture(3).toIntTensor());
    Path thing = folder.resolve("thing.PNG");
    Images.writePng(thing, emoji().pictures().picture(6).toIntTensor());
    Path text = Files.writeString(folder.resolve("asked.txt"), "¿Qué es?\nAnd plus two?\n");
    List<Prediction> said = experiment.together(List.of(thing, digit, text));
    assertThat(said).extracting(Prediction::of).containsExactly("¿Qué es?", "And plus two?");
    assertThat(said).extracting(Prediction::answer).noneMatch(String::isBlank);
    assertThat(experiment.predict(text)).hasSize(2);
    assertThatThrownBy(() -> experiment.predict(digit))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found pictures alone");
  }

  @Test
  void chatsAreShownInBubbles() throws IOException {
    Gallery gallery = new Gallery(folder, new Text("Chat", "Charla"), Locale.ENGLISH);
    Gallery.Message asked = new Gallery.Message(true, "1 < 2?", Optional.of(bars().picture(1)));
    gallery.chats(
        "talk",
        new Text("A talk", "Una charla"),
        List.of(List.of(asked, Gallery.Message.answer("Yes"))));
    String page = Files.readString(gallery.close());
    assertThat(page)
        .contains(
            "<p class=\"asks\"><img src=\"gallery/talk-1.png\" alt=\"talk-1.png\"> 1 &lt; 2?</p>")
        .contains("<p class=\"answers\">Yes</p>");
    assertThat(folder.resolve("gallery/talk.txt")).hasContent("> [talk-1.png] 1 < 2?\n< Yes\n\n");
    assertThat(folder.resolve("gallery/talk-1.png")).isNotEmptyFile();
  }
}
