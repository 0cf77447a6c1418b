package dev.cien.recipes.kit;

import dev.cien.io.IoReason;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// The lines of a text file, for predictions: a question each.
///
/// Lines without text are skipped. White space of any kind and length is one space, and a letter is
/// one character with its accent (NFC), as in the texts that models learn from.
public final class Lines {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LINES = 1000;
  private static final int MOST_CHARACTERS = 2000;
  private static final int NAMED = 10;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Lines() {}

  /// A line.
  ///
  /// @param name where it stands: the file's name and the number of the line, from 1
  /// @param text what it says
  public record Line(String name, String text) {
    /// The exception that says why there is no answer.
    public InputException refused(Text why) {
      return new InputException(new Text(name + ": " + why.en(), name + ": " + why.es()));
    }

    /// The tokens that it has, if a model can read as many.
    ///
    /// @throws InputException if there are more than `most`
    public int[] atMost(int most, int... tokens) {
      if (tokens.length > most) {
        throw refused(
            new Text(
                "expected at most "
                    + most
                    + " tokens (words, parts of words, signs), which is what this model reads at"
                    + " once, found "
                    + tokens.length
                    + ". Fix: cut the line in two",
                "se esperaban como mucho "
                    + most
                    + " fichas (palabras, partes de palabras, signos), que es lo que este modelo"
                    + " lee de una vez, se encontraron "
                    + tokens.length
                    + ". Remedio: parta la línea en dos"));
      }
      return tokens;
    }

    /// Its tokens as bytes or characters.
    ///
    /// @throws InputException if it has characters that the tokenizer does not know
    public int[] tokens(Tokenizer tokenizer) {
      if (tokenizer.special().containsKey(Tokenizer.UNKNOWN)) {
        List<String> strange =
            text.codePoints()
                .mapToObj(Character::toString)
                .distinct()
                .filter(sign -> tokenizer.find(sign).isEmpty())
                .limit(NAMED)
                .map(Lines::visible)
                .toList();
        if (!strange.isEmpty()) {
          String signs = String.join(" ", strange);
          throw refused(
              new Text(
                  "expected characters of the text that the model learnt from, found " + signs,
                  "se esperaban caracteres del texto del que el modelo aprendió, se encontró "
                      + signs));
        }
      }
      return tokenizer.encodePlain(text);
    }
  }

  /// The lines of a file.
  ///
  /// @throws InputException if it is no text in UTF-8, has no line or too many, or a line is too
  ///   long
  public static List<Line> of(Path file) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String raw : read(file).lines().toList()) {
      number++;
      String text =
          Normalizer.normalize(
              raw.replaceAll("\\p{IsWhite_Space}+", " ").strip(), Normalizer.Form.NFC);
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw noText(file);
      }
      if (!text.isEmpty()) {
        lines.add(checked(new Line(file.getFileName() + ":" + number, text)));
      }
    }
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new InputException(
          new Text(
              file + ": expected 1 to " + MOST_LINES + " lines with text, found " + lines.size(),
              file
                  + ": se esperaban de 1 a "
                  + MOST_LINES
                  + " líneas con texto, se encontraron "
                  + lines.size()));
    }
    return lines;
  }

  private static Line checked(Line line) {
    int length = line.text().length();
    if (length > MOST_CHARACTERS) {
      throw line.refused(
          new Text(
              "expected at most " + MOST_CHARACTERS + " characters, found " + length,
              "se esperaban como mucho "
                  + MOST_CHARACTERS
                  + " caracteres, se encontraron "
                  + length));
    }
    return line;
  }

  /// A character, by its number where nothing of it would be seen.
  private static String visible(String sign) {
    int point = sign.codePointAt(0);
    return Character.getType(point) == Character.FORMAT ? "U+%04X".formatted(point) : sign;
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new InputException(
            new Text(
                file + ": expected a text file of at most 1 MiB, found more",
                file + ": se esperaba un archivo de texto de 1 MiB como mucho, tiene más"));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw noText(file);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  private static InputException noText(Path file) {
    return new InputException(
        new Text(
            file
                + ": expected a text file with a question a line, found what is no text in UTF-8."
                + " Usual cause: a picture or another kind of file, or a text saved in another"
                + " encoding; fix: save the text in UTF-8",
            file
                + ": se esperaba un archivo de texto con una pregunta por línea, pero no es texto"
                + " en UTF-8. Causa habitual: una imagen u otro tipo de archivo, o un texto"
                + " guardado con otra codificación; remedio: guarde el texto en UTF-8"));
  }
}
