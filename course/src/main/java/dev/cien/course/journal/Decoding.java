package dev.cien.course.journal;

import dev.cien.course.journal.Mojibake.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The text of a file that should be UTF-8, repaired where it was once read as something else and
/// saved again: `DÃ­a` and `D√≠as` become `Día` and `Días`.
///
/// A file that was damaged as a whole is repaired as a whole. In any other each line is repaired
/// for which it is certain what it was, whatever happened to the rest; what is not certain is left
/// to [Journal#damages].
///
/// @param text the text
/// @param damagedBy the encoding it had been read in, where it was repaired; several, with commas,
///   where lines differ
/// @param lines how many lines were repaired
public record Decoding(String text, Optional<String> damagedBy, int lines) {
  /// How often a text may have been read wrongly and saved again.
  private static final int MOST_TIMES = 3;

  /// Decodes a file's bytes.
  ///
  /// @throws JournalException if they are not UTF-8
  public static Decoding of(byte[] bytes) {
    String text =
        Mojibake.utf8(bytes)
            .orElseThrow(
                () ->
                    new JournalException(
                        "journal: expected text in UTF-8, found bytes that are none. Usual cause: a"
                            + " file saved in another encoding, or no text at all.",
                        "diario: se esperaba texto en UTF-8, se encontraron bytes que no lo son."
                            + " Causa habitual: un archivo guardado en otra codificación, o que no"
                            + " es texto."));
    Set<String> encodings = new LinkedHashSet<>();
    List<String> before = Lines.of(text).all();
    List<String> after = new ArrayList<>();
    Lines.of(mended(text, encodings)).all().forEach(line -> after.add(mended(line, encodings)));
    int changed = 0;
    for (int i = 0; i < after.size(); i++) {
      changed += i >= before.size() || !before.get(i).equals(after.get(i)) ? 1 : 0;
    }
    return new Decoding(
        String.join("", after),
        Optional.of(String.join(", ", encodings)).filter(names -> !names.isEmpty()),
        changed);
  }

  private static String mended(String text, Set<String> encodings) {
    String mended = text;
    for (int i = 0; i < MOST_TIMES; i++) {
      Optional<Reading> reading = Mojibake.certain(mended);
      if (reading.isEmpty()) {
        break;
      }
      mended = reading.get().text();
      encodings.add(reading.get().encoding());
    }
    return mended;
  }
}
