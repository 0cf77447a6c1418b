package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.Sound;
import dev.cien.io.Wav;
import dev.cien.tensor.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Spectrograms, their changes, and a synthesiser of the test's own.
class SpeechTest {
  private static final SpeechPicture FORM = SpeechPicture.telephone();
  private static final float SILENCE = FORM.silence();

  @TempDir Path folder;

  private static Sound tones(int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      double low = 8_000 * StrictMath.sin(2 * Math.PI * 440 * i / 8_000);
      double high = 4_000 * StrictMath.sin(2 * Math.PI * 1_730 * i / 8_000);
      samples[i] = (short) Math.round(low + high);
    }
    return new Sound(8_000, samples);
  }

  /// A tone between two silences.
  private static Sound word(int before, int length, int after) {
    short[] samples = new short[before + length + after];
    System.arraycopy(tones(length).samples(), 0, samples, before, length);
    return new Sound(8_000, samples);
  }

  /// The numbers of PyTorch: frames · hann_window(200), rfft(n=256), abs()², triangles, log.
  @Test
  void bandsAreThoseOfTheFormula() {
    float[][] rows = new MelSpectrogram(8_000, 200, 160, 256, 6, 100, 3_800).of(tones(600));
    assertThat(rows).hasDimensions(3, 6);
    double[] first = {
      5.1367382123206236,
      4.753081496459887,
      -8.521569859763476,
      3.6315538180593174,
      3.519195437830867,
      -13.284646800111394
    };
    double[] last = {
      5.136736976229922,
      4.7530761182780426,
      -8.479332243658439,
      3.6314967763726553,
      3.519136147057766,
      -13.301974399569595
    };
    for (int b = 0; b < 6; b++) {
      assertThat((double) rows[0][b]).isCloseTo(first[b], within(1e-5));
      assertThat((double) rows[2][b]).isCloseTo(last[b], within(1e-5));
    }
    assertThat(MelSpectrogram.mel(1_000)).isCloseTo(1_000, within(0.02));
    assertThat(MelSpectrogram.hertz(MelSpectrogram.mel(333))).isCloseTo(333, within(1e-9));
  }

  @Test
  void shortSoundsGiveOneMomentAndOthersRatesAreRefused() {
    MelSpectrogram mel = MelSpectrogram.telephone();
    assertThat(mel.of(new Sound(8_000, new short[0]))).hasDimensions(1, 32);
    assertThat(mel.of(new Sound(8_000, new short[0]))[0][5])
        .isEqualTo((float) Math.log(MelSpectrogram.LEAST));
    assertThat(mel.of(tones(359))).hasDimensions(1, 32);
    assertThat(mel.of(tones(360))).hasDimensions(2, 32);
    assertThatThrownBy(() -> mel.of(new Sound(16_000, new short[9])))
        .hasMessageContaining("expected 8000 samples a second, found 16000");
    assertThatThrownBy(() -> new MelSpectrogram(8_000, 200, 160, 200, 32, 0, 4_000))
        .hasMessageContaining("a power of two");
    assertThatThrownBy(() -> new MelSpectrogram(8_000, 200, 160, 256, 32, 0, 4_001))
        .hasMessageContaining("half the rate");
  }

  @Test
  void aWordLiesInTheMiddleWhateverIsAroundIt() {
    float[] alone = FORM.of(word(1_600, 3_200, 1_600));
    float[] late = FORM.of(word(6_400, 3_200, 320));
    assertThat(alone).hasSize(80 * 32);
    int[] span = FORM.span(alone);
    assertThat(span[0] + span[1]).isBetween(78, 82);
    assertThat(span[1] - span[0]).isBetween(20, 28);
    assertThat(late[40 * 32 + 4]).isCloseTo(alone[40 * 32 + 4], within(1e-2f));
    assertThat(alone[0]).isEqualTo(SILENCE);
    assertThat(FORM.heardSeconds(word(1_600, 3_200, 1_600))).isCloseTo(0.5, within(0.06));
    // Longer than a picture: the middle is kept.
    float[] cut = FORM.of(tones(20_000));
    assertThat(cut[4]).isGreaterThan(SILENCE);
    assertThat(cut[cut.length - 28]).isGreaterThan(SILENCE);
  }

  @Test
  void microphonesLeaveNoTraceAfterNormalising() {
    float[] plain = FORM.of(word(1_600, 3_200, 1_600));
    int[] span = FORM.span(plain);
    FORM.normalise(plain);
    for (int b = 0; b < 32; b++) {
      double sum = 0;
      for (int t = span[0]; t < span[1]; t++) {
        sum += plain[t * 32 + b];
      }
      assertThat(sum).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void changesAreDrawnAndLeaveAPicture() {
    SpeechAugmentation change = new SpeechAugmentation(FORM, 0.3, 0.15, 0.8, 0.6, true);
    float[] raw = FORM.of(word(1_600, 3_200, 1_600));
    float[] one = raw.clone();
    float[] again = raw.clone();
    float[] other = raw.clone();
    change.apply(one, 1, 80, 32, Rng.of(1));
    change.apply(again, 1, 80, 32, Rng.of(1));
    change.apply(other, 1, 80, 32, Rng.of(2));
    assertThat(again).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
    for (int seed = 0; seed < 50; seed++) {
      float[] picture = raw.clone();
      change.apply(picture, 1, 80, 32, Rng.of(seed));
      for (float value : picture) {
        assertThat(value).isBetween(-6f, 6f);
      }
    }
  }

  @Test
  void withoutStrengthAWordIsMovedAndNormalisedOnly() {
    float[] picture = FORM.of(word(1_600, 3_200, 1_600));
    int[] span = FORM.span(picture);
    new SpeechAugmentation(FORM, 0, 0, 0, 0, false).apply(picture, 1, 80, 32, Rng.of(3));
    Map<List<Float>, Integer> moments = new HashMap<>();
    for (int t = 0; t < 80; t++) {
      List<Float> moment = new ArrayList<>();
      for (int b = 0; b < 32; b++) {
        moment.add(picture[t * 32 + b]);
      }
      moments.merge(moment, 1, Integer::sum);
    }
    int silent = Collections.max(moments.values());
    assertThat(80 - silent).isCloseTo(span[1] - span[0], within(6));
  }

  @Test
  void theWordsAreAllThereAndRefuseOtherLanguages() {
    assertThat(SpokenWords.of("es").words()).hasSize(60).containsEntry("22", "veintidós");
    assertThat(SpokenWords.of("it").words()).hasSize(53).doesNotContainKey("22");
    assertThat(SpokenWords.of("es").first(3).words().values())
        .containsExactly("cero", "uno", "dos");
    assertThatThrownBy(() -> SpokenWords.of("xx")).hasMessageContaining("expected es, it or fr");
    DataCache empty = new DataCache(folder);
    assertThatThrownBy(() -> SpokenWords.of("es").clips(empty))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("cien data get voices-es-mx");
    DataCatalog catalog = DataCatalog.standard();
    for (String language : new String[] {"es", "it", "fr"}) {
      SpokenWords words = SpokenWords.of(language);
      for (String speaker : words.speakers()) {
        assertThat(catalog.entry("voices-" + speaker).files())
            .extracting(file -> file.path().replaceFirst("\\..*", ""))
            .containsExactlyElementsOf(words.words().keySet());
      }
    }
  }

  private Espeak espeak(String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path file = bin.resolve("espeak-ng");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Espeak(
        new DataCache(folder.resolve("cache")),
        8_000,
        new Programs(bin + ":" + System.getenv("PATH")));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the synthesiser is a shell script")
  void whatWasSpokenIsKept() throws IOException {
    Path spoken = folder.resolve("spoken.wav");
    Wav.write(spoken, new Sound(16_000, new short[1_600]));
    Path asked = folder.resolve("asked");
    Espeak espeak = espeak("echo \"$*\" >> '" + asked + "'\ncp '" + spoken + "' \"$2\"");
    SpeechVoice voice = new SpeechVoice("es-419", "f2", 150, 40);
    Map<String, Sound> words = espeak.speak(voice, Map.of("1", "uno", "2", "dos"));
    assertThat(words).containsOnlyKeys("1", "2");
    assertThat(words.get("1").rate()).isEqualTo(8_000);
    assertThat(words.get("1").samples()).hasSize(800);
    assertThat(Files.readString(asked)).contains("-v es-419+f2 -s 150 -p 40 uno");
    espeak.speak(voice, Map.of("1", "uno"));
    assertThat(Files.readAllLines(asked)).hasSize(2);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the synthesiser is a shell script")
  void aSynthesiserThatFailsSaysWhy() throws IOException {
    Espeak failing = espeak("echo 'no voice' >&2\nexit 3");
    SpeechVoice voice = new SpeechVoice("es", "m1", 150, 40);
    assertThatThrownBy(() -> failing.speak(voice, Map.of("1", "uno")))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("exit code 3: no voice");
    assertThatThrownBy(() -> failing.speak(voice, Map.of("../1", "uno")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> failing.speak(voice, Map.of("1", "-x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutASynthesiserOneSentenceSaysWhatToInstall() {
    Espeak none = new Espeak(new DataCache(folder), 8_000, new Programs(""));
    SpeechVoice voice = new SpeechVoice("es", "m1", 150, 40);
    assertThatThrownBy(() -> none.speak(voice, Map.of("1", "uno")))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("apt-get install espeak-ng");
    assertThatThrownBy(() -> new SpeechVoice("es", "m1", 40, 150))
        .hasMessageContaining("speed and pitch exchanged");
    assertThatThrownBy(() -> new SpeechVoice("es;rm", "m1", 150, 40))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
