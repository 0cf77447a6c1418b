package dev.cien.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads and writes `.wav` files of 16-bit samples (RIFF WAVE, PCM), the form in which sound is
/// kept uncompressed. Several channels become their mean.
public final class Wav {
  private static final long MAX_BYTES = 256L << 20;
  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int MAX_CHANNELS = 8;
  private static final int HEADER = 44;

  private Wav() {}

  /// Reads a file.
  ///
  /// @throws FileFormatException if it is no such file, has samples of another form, or more than
  ///   256 MiB
  public static Sound read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new FileFormatException(
            file,
            "expected at most 256 MiB, found "
                + Files.size(file)
                + " bytes. Usual cause: a whole recording; fix: cut out what is of interest");
      }
      return decode(Files.readAllBytes(file), file);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + IoReason.of(e), e);
    }
  }

  /// Decodes the bytes of a file.
  ///
  /// @param name how messages call it
  public static Sound decode(byte[] bytes, Object name) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !word(in, 0).equals("RIFF") || !word(in, 8).equals("WAVE")) {
      throw new FileFormatException(name, "expected a WAV file, found other bytes");
    }
    Form form = null;
    for (long at = 12; at + 8 <= bytes.length; ) {
      String chunk = word(in, (int) at);
      long size = Integer.toUnsignedLong(in.getInt((int) at + 4));
      int from = (int) at + 8;
      if (chunk.equals("fmt ")) {
        form = form(in, from, size, name);
      } else if (chunk.equals("data")) {
        if (form == null) {
          throw new FileFormatException(name, "expected the form before the samples, found none");
        }
        // Programs that write into a pipe do not know the size, and leave the largest there.
        long there = Math.min(size, bytes.length - from);
        boolean piped = size >= Integer.MAX_VALUE - HEADER;
        if (there < size && !piped) {
          throw new FileFormatException(
              name, "expected " + size + " bytes of samples, found " + there);
        }
        return sound(in, from, (int) there, form);
      }
      at = from + size + (size & 1);
    }
    throw new FileFormatException(name, "expected samples, found the end of the file");
  }

  /// Writes a file whole or not at all.
  public static void write(Path file, Sound sound) {
    AtomicFiles.write(file, encode(sound));
  }

  /// The bytes of a file.
  public static byte[] encode(Sound sound) {
    int bytes = 2 * sound.samples().length;
    ByteBuffer out = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) PCM).putShort((short) 1).putInt(sound.rate()).putInt(2 * sound.rate());
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (short sample : sound.samples()) {
      out.putShort(sample);
    }
    return out.array();
  }

  private record Form(int channels, int rate) {}

  private static Form form(ByteBuffer in, int from, long size, Object name) {
    if (size < 16 || from + size > in.limit()) {
      throw new FileFormatException(name, "expected a form of 16 bytes or more, found " + size);
    }
    int kind = Short.toUnsignedInt(in.getShort(from));
    if (kind == EXTENSIBLE && size >= 26) {
      kind = Short.toUnsignedInt(in.getShort(from + 24));
    }
    int channels = Short.toUnsignedInt(in.getShort(from + 2));
    int rate = in.getInt(from + 4);
    int bits = Short.toUnsignedInt(in.getShort(from + 14));
    if (kind != PCM || bits != 16) {
      throw new FileFormatException(
          name,
          "expected 16-bit PCM samples, found "
              + bits
              + " bits of kind "
              + kind
              + ". Usual cause: compressed or floating-point sound; fix: convert it, such as with"
              + " ffmpeg -i IN -ac 1 -ar 16000 -c:a pcm_s16le OUT.wav");
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new FileFormatException(
          name, "expected 1 to " + MAX_CHANNELS + " channels, found " + channels);
    }
    if (rate < Sound.LOWEST_RATE || rate > Sound.HIGHEST_RATE) {
      throw new FileFormatException(
          name,
          "expected "
              + Sound.LOWEST_RATE
              + " to "
              + Sound.HIGHEST_RATE
              + " samples a second, found "
              + Integer.toUnsignedString(rate));
    }
    return new Form(channels, rate);
  }

  private static Sound sound(ByteBuffer in, int from, int size, Form form) {
    short[] samples = new short[size / (2 * form.channels)];
    for (int i = 0; i < samples.length; i++) {
      int sum = 0;
      for (int c = 0; c < form.channels; c++) {
        sum += in.getShort(from + 2 * (i * form.channels + c));
      }
      samples[i] = (short) Math.floorDiv(sum, form.channels);
    }
    return new Sound(form.rate, samples);
  }

  private static String word(ByteBuffer in, int at) {
    byte[] four = new byte[4];
    in.get(at, four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }
}
