package dev.cien.course.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Text in UTF-8 that was once read in another encoding: `Día` became `DÃ­a` or `D√≠a`.
///
/// Written in the wrong encoding, such a text is UTF-8 again; a sound one hardly ever is, for its
/// accents alone are none. Hardly: `1/√π` would become `1/ù`, and `Ã±` is `ñ` or, in another
/// encoding, a bar below the letter before. What people usually write decides.
final class Mojibake {
  /// Characters that a journal in Spanish or English is full of.
  private static final String STRONG = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»ºª°–—‘’“”•…€✅←→↑↓";

  /// So many characters that are UTF-8 by accident are not to be expected.
  private static final int NO_ACCIDENT = 8;

  private static final List<Suspect> SUSPECTS =
      Charset.isSupported("x-MacRoman")
          ? List.of(new Suspect("x-MacRoman", false), new Suspect("windows-1252", true))
          : List.of(new Suspect("windows-1252", true));

  private Mojibake() {}

  /// What a text may have been.
  ///
  /// @param text the text
  /// @param encoding in which it had been read
  record Reading(String text, String encoding) {}

  /// An encoding of one byte a character.
  private static final class Suspect {
    private final String name;

    /// By character, the byte that is read as it; negative if none is.
    private final short[] bytes = new short[1 << 16];

    /// @param western whether characters up to `ÿ` are the byte of their number where the encoding
    ///   has nothing for that byte: browsers and ISO-8859-1 read `Á` so
    Suspect(String name, boolean western) {
      this.name = name;
      Arrays.fill(bytes, (short) -1);
      for (int i = 0; i < (western ? 256 : 128); i++) {
        bytes[i] = (short) i;
      }
      Charset charset = Charset.forName(name);
      for (int i = 128; i < 256; i++) {
        String read = new String(new byte[] {(byte) i}, charset);
        if (read.charAt(0) != '\ufffd') {
          bytes[read.charAt(0)] = (short) i;
        }
      }
    }

    /// What a text was; nothing if it cannot have been read so.
    private Optional<String> read(String text) {
      byte[] all = new byte[text.length()];
      for (int i = 0; i < all.length; i++) {
        short one = bytes[text.charAt(i)];
        if (one < 0) {
          return Optional.empty();
        }
        all[i] = (byte) one;
      }
      return utf8(all);
    }

    /// Where the characters end that look like one of UTF-8 from a place on; the same place if they
    /// do not. Asked before anything is decoded: a long line of accents is read in time, too.
    private int end(String line, int at) {
      int one = bytes[line.charAt(at)];
      int length = one < 0xc2 || one > 0xf4 ? 0 : one < 0xe0 ? 2 : one < 0xf0 ? 3 : 4;
      int end = at + length;
      if (end > line.length()) {
        return at;
      }
      for (int i = at + 1; i < end; i++) {
        int next = bytes[line.charAt(i)];
        if (next < 0x80 || next > 0xbf) {
          return at;
        }
      }
      return end;
    }
  }

  /// The text of bytes in UTF-8.
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// What a text was that was damaged as a whole, where there is no doubt.
  static Optional<Reading> certain(String text) {
    if (isAscii(text)) {
      return Optional.empty();
    }
    List<Reading> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Suspect suspect : SUSPECTS) {
      suspect
          .read(text)
          .filter(read -> !read.equals(text) && seen.add(read))
          .ifPresent(read -> all.add(new Reading(read, suspect.name)));
    }
    List<Reading> usual = all.stream().filter(one -> isUsual(one.text())).toList();
    if (usual.size() == 1) {
      return Optional.of(usual.getFirst());
    }
    boolean accident = text.chars().filter(c -> c >= 128).count() < NO_ACCIDENT;
    return all.size() == 1 && !accident ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /// What a line may have been that is damaged in parts, or in a way that is not certain.
  static List<String> possible(String line) {
    return isAscii(line)
        ? List.of()
        : SUSPECTS.stream()
            .map(suspect -> mended(line, suspect))
            .filter(read -> !read.equals(line))
            .distinct()
            .toList();
  }

  private static String mended(String line, Suspect suspect) {
    StringBuilder mended = new StringBuilder(line.length());
    for (int at = 0; at < line.length(); ) {
      int end = suspect.end(line, at);
      Optional<String> one =
          end == at
              ? Optional.empty()
              : suspect.read(line.substring(at, end)).filter(read -> isStrong(read.codePointAt(0)));
      if (one.isPresent()) {
        mended.append(one.get());
        at = end;
      } else {
        mended.append(line.charAt(at));
        at++;
      }
    }
    return mended.toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /// Whether a text has nothing that would surprise in a journal, and something to be expected.
  private static boolean isUsual(String text) {
    int[] others = text.codePoints().filter(c -> c >= 128).toArray();
    boolean strong = false;
    for (int c : others) {
      boolean known =
          isStrong(c)
              || c >= 0xa0 && c < 0x180 && c != 0xad
              || c >= 0x391 && c <= 0x3c9
              || c >= 0x2000 && c < 0x2c00
              || c >= 0xfe00 && c <= 0xfe0f
              || "\u0300\u0301\u0303\u0308\u0327\ufeff".indexOf(c) >= 0;
      if (!known) {
        return false;
      }
      strong |= isStrong(c);
    }
    return strong;
  }

  private static boolean isStrong(int c) {
    return STRONG.indexOf(c) >= 0 || c >= 0x1f300 && c < 0x1fb00;
  }
}
