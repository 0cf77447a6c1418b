package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sounds from small files of the test's own.
class SoundTest {
  /// A made sound, ⌊6000·sin(0.0009·i²/8) + 3000·sin(0.31·i)⌋ towards 0, as `sox` codes it: `sox -t
  /// raw -r 8000 -e signed -b 16 -c 1 x.raw x.gsm`.
  private static final String GSM =
      "d176ca5448504cec82bb449c700378dc8ddd1bc441d924ad6f5aee21a57d69391b"
          + "d134ca985050e1344a69129b7640b20bbac737ef20fd65df58e3f0c144494da49c"
          + "d134d2d891c8c15924db58e4a120e8c96da2547b6148e5db592479a0c6d131b924";

  @TempDir Path folder;

  private static Sound tone(int rate, double hertz, int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) Math.round(10_000 * StrictMath.sin(2 * Math.PI * hertz * i / rate));
    }
    return new Sound(rate, samples);
  }

  @Test
  void gsmIsDecodedAsTheStandardSays() throws IOException {
    Path file = Files.write(folder.resolve("x.gsm"), HexFormat.of().parseHex(GSM));
    short[] samples = Gsm.read(file).samples();
    assertThat(samples).hasSize(480);
    // What sox makes of the same file.
    assertThat(Arrays.copyOfRange(samples, 40, 48))
        .containsExactly(768, 1816, 2824, 3752, 4456, 4888, 4944, 4640);
    assertThat(Arrays.copyOfRange(samples, 200, 208))
        .containsExactly(-7704, -7104, -6344, -5504, -4632, -3888, -3280, -2856);
    long sum = 0;
    for (int i = 0; i < samples.length; i++) {
      sum += (long) (i % 7 + 1) * samples[i];
    }
    assertThat(sum).isEqualTo(1_048_888);
  }

  @Test
  void gsmOfOtherBytesIsRefused() throws IOException {
    Path odd = Files.write(folder.resolve("odd.gsm"), new byte[40]);
    assertThatThrownBy(() -> Gsm.read(odd))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected GSM frames of 33 bytes, found 40 bytes");
    Path zeros = Files.write(folder.resolve("zeros.gsm"), new byte[66]);
    assertThatThrownBy(() -> Gsm.read(zeros))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected a GSM frame at byte 0");
    assertThatThrownBy(() -> Gsm.decode(new byte[0], "none"))
        .isInstanceOf(FileFormatException.class);
  }

  @Test
  void wavGoesOutAndIn() {
    Path file = folder.resolve("a.wav");
    Sound sound = tone(8_000, 440, 101);
    Wav.write(file, sound);
    Sound read = Wav.read(file);
    assertThat(read.rate()).isEqualTo(8_000);
    assertThat(read.samples()).isEqualTo(sound.samples());
    assertThat(read.seconds()).isCloseTo(0.012625, within(1e-9));
  }

  /// The bytes of a file with a chunk before the form and two channels.
  private static ByteBuffer stereo(int kind, int channels, int rate, int bits, int size) {
    ByteBuffer out = ByteBuffer.allocate(66).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes()).putInt(58).put("WAVELIST".getBytes()).putInt(3);
    out.put(new byte[] {1, 2, 3, 0});
    out.put("fmt ".getBytes()).putInt(16).putShort((short) kind).putShort((short) channels);
    out.putInt(rate).putInt(0).putShort((short) 4).putShort((short) bits);
    out.put("data".getBytes()).putInt(size);
    out.putShort((short) 10).putShort((short) 20).putShort((short) -7).putShort((short) -8);
    return out;
  }

  @Test
  void channelsBecomeTheirMeanAndOtherChunksArePassed() {
    Sound sound = Wav.decode(stereo(1, 2, 16_000, 16, 8).array(), "s");
    assertThat(sound.rate()).isEqualTo(16_000);
    assertThat(sound.samples()).containsExactly(15, -8);
    // A pipe does not know its length.
    assertThat(Wav.decode(stereo(1, 2, 16_000, 16, -1).array(), "s").samples()).hasSize(2);
  }

  @Test
  void otherWavFilesAreRefused() {
    assertThatThrownBy(() -> Wav.decode(stereo(3, 2, 16_000, 32, 8).array(), "f.wav"))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("f.wav: expected 16-bit PCM samples, found 32 bits of kind 3")
        .hasMessageContaining("ffmpeg");
    assertThatThrownBy(() -> Wav.decode(stereo(1, 0, 16_000, 16, 8).array(), "f"))
        .hasMessageContaining("expected 1 to 8 channels, found 0");
    assertThatThrownBy(() -> Wav.decode(stereo(1, 2, -5, 16, 8).array(), "f"))
        .hasMessageContaining("found 4294967291");
    assertThatThrownBy(() -> Wav.decode(stereo(1, 2, 16_000, 16, 800).array(), "f"))
        .hasMessageContaining("expected 800 bytes of samples, found");
    assertThatThrownBy(() -> Wav.decode(new byte[] {1, 2}, "f"))
        .hasMessageContaining("expected a WAV file");
    byte[] whole = stereo(1, 2, 16_000, 16, 8).array();
    for (int length = 0; length < 56; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Wav.decode(cut, "cut")).isInstanceOf(FileFormatException.class);
    }
    // A chunk that claims to be of nearly four gigabytes.
    whole[16] = (byte) 0xf0;
    whole[17] = whole[18] = whole[19] = (byte) 0xff;
    assertThatThrownBy(() -> Wav.decode(whole, "huge")).isInstanceOf(FileFormatException.class);
  }

  @Test
  void resamplingKeepsTonesAndTakesOutWhatDoesNotFit() {
    Sound low = tone(22_050, 500, 4_410).resample(8_000);
    Sound expected = tone(8_000, 500, 1_600);
    assertThat(low.samples()).hasSize(1_600);
    for (int i = 100; i < 1_500; i++) {
      assertThat((double) low.samples()[i]).isCloseTo(expected.samples()[i], within(40.0));
    }
    Sound high = tone(22_050, 6_000, 4_410).resample(8_000);
    for (int i = 100; i < 1_500; i++) {
      assertThat((double) high.samples()[i]).isCloseTo(0, within(40.0));
    }
    assertThat(new Sound(22_050, new short[0]).resample(8_000).samples()).isEmpty();
    assertThat(low.resample(8_000)).isSameAs(low);
    assertThatThrownBy(() -> new Sound(8, new short[1]))
        .hasMessageContaining("samples a second, found 8");
  }
}
