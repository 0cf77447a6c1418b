package dev.cien.course.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Digits;
import dev.cien.io.Pixels;
import dev.cien.io.Safetensors;
import dev.cien.nn.Params;
import dev.cien.recipes.InputException;
import dev.cien.tensor.Rng;
import dev.cien.zoo.DigitsCnn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitReaderTest {
  /// Digits to learn from: a quarter of what a person's reader has, which is tested in the browser.
  private static final int SOME = DigitReader.SAMPLES / 4;

  @TempDir Path folder;

  static Pixels paper(Pixels grey) {
    int plane = grey.height() * grey.width();
    byte[] rgba = new byte[4 * plane];
    for (int i = 0; i < plane; i++) {
      byte light = (byte) (255 - Byte.toUnsignedInt(grey.values()[i]));
      for (int c = 0; c < 3; c++) {
        rgba[c * plane + i] = light;
      }
      rgba[3 * plane + i] = (byte) 255;
    }
    return new Pixels(4, grey.height(), grey.width(), rgba);
  }

  @Test
  void aTrainedReaderReadsTestDigitsAndShowsItsLayers() {
    AtomicLong last = new AtomicLong();
    DigitReader reader =
        DigitReader.train(SOME, progress -> last.set(progress.step()), () -> false).orElseThrow();
    assertThat(reader.accuracy()).isGreaterThan(0.85);
    assertThat(last.get()).isEqualTo(2 * ((SOME + 63) / 64));
    Digits digits = Digits.load();
    int right = 0;
    for (int i = 0; i < 50; i++) {
      // Three times as large: what a person draws is scaled and centred.
      Pixels drawn = paper(digits.test().picture(i).resize(84, 84));
      right += reader.read(drawn).choices().getFirst().digit() == digits.test().label(i) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(40);
    DigitReader.Reading reading = reader.read(paper(digits.test().picture(0)));
    assertThat(reading.layers().stream().map(DigitReader.Layer::name))
        .containsExactly("conv1", "conv2", "pool", "hidden", "out");
    assertThat(reading.layers().get(1).shape()).containsExactly(12, 24, 24);
    assertThat(reading.layers().get(1).values()).hasSize(12 * 24 * 24);
    assertThat(reading.choices().stream().mapToDouble(DigitReader.Choice::probability).sum())
        .isCloseTo(1, within(1e-5));
    Path file = folder.resolve("digits.safetensors");
    reader.save(file);
    DigitReader loaded = DigitReader.load(file);
    assertThat(loaded.accuracy()).isEqualTo(reader.accuracy());
    assertThat(loaded.read(paper(digits.test().picture(0))).choices()).isEqualTo(reading.choices());
  }

  @Test
  void trainingThatIsStoppedGivesNoReader() {
    assertThat(DigitReader.train(progress -> {}, () -> true)).isEmpty();
  }

  @Test
  void aBlankSheetIsNoDigit() {
    byte[] white = new byte[4 * 50 * 50];
    Arrays.fill(white, (byte) 255);
    DigitReader reader = DigitReaderTest.untrained(folder);
    assertThatThrownBy(() -> reader.read(new Pixels(4, 50, 50, white)))
        .isInstanceOf(InputException.class);
  }

  /// What a stopped training would have left, by way of a file.
  private static DigitReader untrained(Path folder) {
    Path file = folder.resolve("untrained.safetensors");
    Safetensors.write(
        file,
        Params.of(DigitsCnn.of(6, 0.25, Rng.of(1))).values(),
        Map.of("mean", "0", "deviation", "1", "accuracy", "0.1"));
    return DigitReader.load(file);
  }
}
