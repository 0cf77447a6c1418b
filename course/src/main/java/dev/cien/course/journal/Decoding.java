package dev.cien.course.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The text of a file that should be UTF-8, repaired where it was once read as something else and
/// saved again: `DÃ­a` and `D√≠as` become `Día` and `Días`.
///
/// A text that was damaged so can be written in the wrong encoding, and the bytes are UTF-8 again.
/// An undamaged one cannot: its accents alone are no UTF-8. Where only some lines can be repaired,
/// only those are.
///
/// @param text the text
/// @param damagedBy the encoding it had been read in, where it was repaired
/// @param lines how many lines were repaired
public record Decoding(String text, Optional<String> damagedBy, int lines) {
  private static final List<String> SUSPECTS = List.of("x-MacRoman", "windows-1252", "ISO-8859-1");

  /// Decodes a file's bytes.
  ///
  /// @throws JournalException if they are neither UTF-8 nor one of the encodings that it is
  ///   mistaken for
  public static Decoding of(byte[] bytes) {
    String text =
        strict(bytes, StandardCharsets.UTF_8)
            .orElseThrow(
                () ->
                    new JournalException(
                        "journal: expected text in UTF-8, found bytes that are none. Usual cause: a"
                            + " file saved in another encoding, or no text at all.",
                        "diario: se esperaba texto en UTF-8, se encontraron bytes que no lo son."
                            + " Causa habitual: un archivo guardado en otra codificación, o que no"
                            + " es texto."));
    for (String name : SUSPECTS) {
      if (!Charset.isSupported(name)) {
        continue;
      }
      Charset suspect = Charset.forName(name);
      Optional<String> whole = repaired(text, suspect);
      if (whole.isPresent()) {
        return new Decoding(whole.get(), Optional.of(name), changed(text, whole.get()));
      }
    }
    return byLine(text);
  }

  /// Whether a line was damaged as [#of] repairs it.
  static boolean isDamaged(String line) {
    return SUSPECTS.stream()
        .filter(Charset::isSupported)
        .anyMatch(name -> repaired(line, Charset.forName(name)).isPresent());
  }

  private static Decoding byLine(String text) {
    for (String name : SUSPECTS) {
      if (!Charset.isSupported(name)) {
        continue;
      }
      Charset suspect = Charset.forName(name);
      String mended =
          Lines.of(text).all().stream()
              .map(line -> repaired(line, suspect).orElse(line))
              .collect(Collectors.joining());
      if (!mended.equals(text)) {
        return new Decoding(mended, Optional.of(name), changed(text, mended));
      }
    }
    return new Decoding(text, Optional.empty(), 0);
  }

  /// The text, if it was damaged by that encoding.
  private static Optional<String> repaired(String text, Charset suspect) {
    if (text.chars().allMatch(c -> c < 128)) {
      return Optional.empty();
    }
    return encoded(text, suspect)
        .flatMap(bytes -> strict(bytes, StandardCharsets.UTF_8))
        .filter(mended -> !mended.equals(text));
  }

  private static Optional<byte[]> encoded(String text, Charset charset) {
    try {
      ByteBuffer buffer =
          charset
              .newEncoder()
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .onMalformedInput(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> strict(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int changed(String before, String after) {
    List<String> old = Lines.of(before).all();
    List<String> mended = Lines.of(after).all();
    int changed = 0;
    for (int i = 0; i < mended.size(); i++) {
      changed += i >= old.size() || !old.get(i).equals(mended.get(i)) ? 1 : 0;
    }
    return changed;
  }
}
