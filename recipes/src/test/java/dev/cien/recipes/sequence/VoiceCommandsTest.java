package dev.cien.recipes.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Dataset;
import dev.cien.data.SpeechPicture;
import dev.cien.data.SpokenWords;
import dev.cien.io.Sound;
import dev.cien.io.Wav;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words that are tones: rising, falling, and level.
class VoiceCommandsTest {
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("1", "sube");
    WORDS.put("2", "baja");
    WORDS.put("3", "sigue");
  }

  @TempDir Path folder;

  private static Sound tone(int word, long seed, int length) {
    Rng rng = Rng.of(seed).fork(word);
    double from = 600 + 300 * rng.nextDouble();
    double to = from * (word == 0 ? 2 : word == 1 ? 0.5 : 1);
    short[] samples = new short[length + 2_000];
    double phase = 0;
    for (int i = 0; i < length; i++) {
      phase += 2 * Math.PI * (from + (to - from) * i / length) / 8_000;
      samples[1_000 + i] = (short) (8_000 * StrictMath.sin(phase));
    }
    return new Sound(8_000, samples);
  }

  private static Map<String, Sound> take(long seed) {
    Map<String, Sound> spoken = new LinkedHashMap<>();
    for (int word = 0; word < 3; word++) {
      spoken.put(String.valueOf(word + 1), tone(word, seed, 2_800 + 200 * (int) (seed % 5)));
    }
    return spoken;
  }

  private static WordListener trained() {
    Settings settings =
        Settings.of(
            new VoiceCommands().settings(),
            Map.of(
                "cell",
                "rnn",
                "epochs",
                "5",
                "batch",
                "8",
                "rate",
                "0.02",
                "hidden",
                "8",
                "channels",
                "8",
                "dropout",
                "0",
                "augment",
                "0.5"));
    SpokenWords words = new SpokenWords("es", WORDS);
    List<Map<String, Sound>> takes = new ArrayList<>();
    for (int seed = 0; seed < 24; seed++) {
      takes.add(take(seed));
    }
    List<SpokenWords.Clip> clips = new ArrayList<>();
    for (String speaker : List.of("es-mx", "es-co")) {
      take(speaker.hashCode())
          .forEach((name, sound) -> clips.add(new SpokenWords.Clip(name, speaker, sound)));
    }
    WordListener listener = WordListener.of(settings, words, clips, SpokenTakes.of(words, takes));
    listener.trainer().fit(listener.training());
    return listener;
  }

  @Test
  void tonesAreUnderstoodShownAndTold() throws Exception {
    WordListener listener = trained();
    Map<String, Double> figures = listener.evaluate().metrics();
    assertThat(figures)
        .containsEntry("accuracy", 1.0)
        .containsEntry("accuracy_es_mx", 1.0)
        .containsEntry("accuracy_es_co", 1.0);
    assertThat(listener.baselines().getFirst().measure().getAsDouble()).isEqualTo(1);

    Path file = folder.resolve("new.wav");
    Wav.write(file, tone(1, 77, 3_000).resample(16_000));
    Prediction said = listener.predict(file).getFirst();
    assertThat(said.answer()).isEqualTo("baja");
    assertThat(said.of()).isEqualTo("new.wav");
    assertThat(said.probabilities()).hasSize(3);

    Gallery gallery = new Gallery(folder, new Text("Words", "Palabras"), Locale.ENGLISH);
    listener.show(gallery);
    assertThat(Files.readString(gallery.close()))
        .contains("spectrograms.png", "listening-1.svg", "states.svg");
  }

  @Test
  void filesThatHoldNoWordAreRefused() {
    SpeechPicture form = SpeechPicture.telephone();
    Path silent = folder.resolve("silent.wav");
    Wav.write(silent, new Sound(8_000, new short[4_000]));
    assertThatThrownBy(() -> SpokenFile.read(silent, form))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing is heard");
    Path sentence = folder.resolve("sentence.wav");
    Wav.write(sentence, tone(0, 1, 40_000));
    assertThatThrownBy(() -> SpokenFile.read(sentence, form))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected one word, 1.6 seconds of sound at most, found 5.");
    Path speech = folder.resolve("speech.wav");
    Wav.write(speech, new Sound(8_000, new short[8_000 * 61]));
    assertThatThrownBy(() -> SpokenFile.read(speech, form))
        .hasMessageContaining("60.0 seconds of sound at most, found 61.0");
  }

  @Test
  void bentTimeCostsNothing() {
    float[][] word = {{0}, {1}, {2}, {1}};
    float[][] slower = {{0}, {1}, {1}, {2}, {1}};
    float[][] other = {{0}, {2}, {1}, {1}};
    double most = Double.POSITIVE_INFINITY;
    assertThat(NearestTemplate.distance(word, slower, most)).isZero();
    // 0-0 0, 1-2 1, 2-2 0, 1-1 0, 1-1 0 of eight moments.
    assertThat(NearestTemplate.distance(word, other, most)).isCloseTo(1 / 8.0, within(1e-12));
    assertThat(NearestTemplate.distance(word, other, 0.01)).isInfinite();
  }

  @Test
  void everyVoiceHasANameOfItsOwn() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.add(SpokenTakes.voice("es", i).name());
    }
    assertThat(names).doesNotHaveDuplicates();
    assertThat(SpokenTakes.voice("it", 4).language()).isEqualTo("it");
  }

  @Test
  void theTakesHeldOutAreNotLearntFrom() {
    List<Map<String, Sound>> takes = List.of(take(1), take(2), take(3), take(4));
    SpokenTakes parts = SpokenTakes.of(new SpokenWords("es", WORDS), takes);
    Dataset training = parts.training();
    assertThat(training.size()).isEqualTo(9);
    assertThat(parts.validation().size()).isEqualTo(3);
    assertThat(parts.validation().all().targets().toInts()).containsExactly(0, 1, 2);
  }
}
