package dev.cien.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads `.gsm` files: telephone speech as GSM 06.10 "full rate" codes it, 33 bytes for each 20
/// milliseconds.
///
/// A frame holds a filter for the shape of the throat (eight reflection coefficients) and, for each
/// of four quarters, how far back the voice repeats and which pulses drive it. The numbers are
/// those of the standard, to the last bit.
///
/// ETSI: GSM 06.10, full rate speech transcoding (EN 300 961).
public final class Gsm {
  private static final int FRAME = 33;
  private static final int SAMPLES = 160;
  private static final int RATE = 8_000;
  private static final long MAX_BYTES = 64L << 20;
  private static final int SIGNATURE = 0xd;

  private static final int[] LAR_BITS = {6, 6, 5, 5, 4, 4, 3, 3};
  private static final int[] LAR_SHIFT = {0, 0, 2048, -2560, 94, -1792, -341, -1144};
  private static final int[] LAR_LEAST = {-32, -32, -16, -16, -8, -8, -4, -4};
  private static final int[] LAR_SCALE = {13107, 13107, 13107, 13107, 19223, 17476, 31454, 29708};
  private static final int[] MANTISSA = {18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767};
  private static final int[] GAIN = {3277, 11469, 21299, 32767};
  private static final int QUARTER = 40;
  private static final int LEAST_LAG = 40;
  private static final int MOST_LAG = 120;
  private static final int PULSES = 13;
  private static final int SMOOTH = 28180;

  private final byte[] bytes;
  private long bit;
  private final int[] excitation = new int[MOST_LAG + QUARTER];
  private final int[] filter = new int[9];
  private int[] before = new int[8];
  private int[] shape = new int[8];
  private int lag = LEAST_LAG;
  private int smooth;

  private Gsm(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads a file.
  ///
  /// @throws FileFormatException if it is no such file, or one of more than 64 MiB
  public static Sound read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new FileFormatException(file, "expected at most 64 MiB, found a larger file");
      }
      return decode(Files.readAllBytes(file), file);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + IoReason.of(e), e);
    }
  }

  /// Decodes frames.
  ///
  /// @param name how messages call them
  static Sound decode(byte[] bytes, Object name) {
    if (bytes.length == 0 || bytes.length % FRAME != 0) {
      throw new FileFormatException(
          name, "expected GSM frames of 33 bytes, found " + bytes.length + " bytes");
    }
    Gsm gsm = new Gsm(bytes);
    short[] samples = new short[bytes.length / FRAME * SAMPLES];
    for (int frame = 0; frame * FRAME < bytes.length; frame++) {
      if (gsm.take(4) != SIGNATURE) {
        throw new FileFormatException(
            name, "expected a GSM frame at byte " + frame * FRAME + ", found another mark");
      }
      gsm.frame(samples, frame * SAMPLES);
    }
    return new Sound(RATE, samples);
  }

  private int take(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      value = value << 1 | bytes[(int) (bit >> 3)] >> 7 - (bit & 7) & 1;
    }
    return value;
  }

  private void frame(short[] samples, int to) {
    int[] ratios = new int[8];
    for (int i = 0; i < 8; i++) {
      int scaled = saturate((take(LAR_BITS[i]) + LAR_LEAST[i] << 10) - 2 * LAR_SHIFT[i]);
      int ratio = product(LAR_SCALE[i], scaled);
      ratios[i] = saturate(2 * ratio);
    }
    int[] driven = new int[SAMPLES];
    for (int quarter = 0; quarter < 4; quarter++) {
      excite();
      System.arraycopy(excitation, MOST_LAG, driven, quarter * QUARTER, QUARTER);
      System.arraycopy(excitation, QUARTER, excitation, 0, MOST_LAG);
    }
    for (int k = 0; k < SAMPLES; k++) {
      // The filter glides from the last frame's shape to this one's.
      if (k == 0 || k == 13 || k == 27 || k == 40) {
        shape = reflections(ratios, k);
      }
      samples[to + k] = sample(driven[k]);
    }
    before = ratios;
  }

  private void excite() {
    int newLag = take(7);
    int gain = GAIN[take(2)];
    int grid = take(2);
    int block = take(6);
    int exponent = block > 15 ? (block >> 3) - 1 : 0;
    int mantissa = block - (exponent << 3);
    if (mantissa == 0) {
      exponent = -4;
      mantissa = 7;
    } else {
      while (mantissa <= 7) {
        mantissa = mantissa << 1 | 1;
        exponent--;
      }
      mantissa -= 8;
    }
    int[] pulses = new int[QUARTER];
    int shift = 6 - exponent;
    int half = shift == 0 ? 0 : 1 << shift - 1;
    for (int i = 0; i < PULSES; i++) {
      int pulse = product(MANTISSA[mantissa], (2 * take(3) - 7) * 4096);
      pulses[grid + 3 * i] = saturate(pulse + half) >> shift;
    }
    if (newLag >= LEAST_LAG && newLag <= MOST_LAG) {
      lag = newLag;
    }
    for (int k = 0; k < QUARTER; k++) {
      int repeated = product(gain, excitation[MOST_LAG + k - lag]);
      excitation[MOST_LAG + k] = saturate(pulses[k] + repeated);
    }
  }

  private int[] reflections(int[] ratios, int from) {
    int[] made = new int[8];
    for (int i = 0; i < 8; i++) {
      int a = before[i];
      int b = ratios[i];
      int ratio =
          switch (from) {
            case 0 -> saturate(saturate((a >> 2) + (b >> 2)) + (a >> 1));
            case 13 -> saturate((a >> 1) + (b >> 1));
            case 27 -> saturate(saturate((a >> 2) + (b >> 2)) + (b >> 1));
            default -> b;
          };
      int size = ratio == Short.MIN_VALUE ? Short.MAX_VALUE : Math.abs(ratio);
      int reflection =
          size < 11059 ? size << 1 : size < 20070 ? size + 11059 : saturate((size >> 2) + 26112);
      made[i] = ratio < 0 ? -reflection : reflection;
    }
    return made;
  }

  private short sample(int driven) {
    int value = driven;
    for (int i = 7; i >= 0; i--) {
      value = saturate(value - product(shape[i], filter[i]));
      filter[i + 1] = saturate(filter[i] + product(shape[i], value));
    }
    filter[0] = value;
    smooth = saturate(value + product(smooth, SMOOTH));
    return (short) (saturate(2 * smooth) & ~7);
  }

  /// Of two numbers that stand for parts of 32,768, rounded.
  private static int product(int a, int b) {
    return saturate(a * b + 16384 >> 15);
  }

  private static int saturate(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
