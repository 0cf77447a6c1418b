package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// How a CSV file is read: what separates fields, how decimals are written, what stands for an
/// absent value.
///
/// ```java
/// Table houses = Csv.read(Path.of("houses.csv"));
/// Table precios = Csv.options().separator(';').decimalComma(true).readFrom(Path.of("precios.csv"));
/// ```
///
/// Left unset, the separator is the one of `, ; tab |` that the first line has most of, and a comma
/// is a decimal one if fields are separated by something else and the file has numbers such as
/// `3,5` but none such as `3.5`. A column whose present values are all numbers becomes
/// [Table.Numbers], any other [Table.Words]. A file may be gzipped.
///
/// @param separator what separates fields; empty to find out
/// @param decimalComma whether decimals are written `3,5`; empty to find out
/// @param header whether the first line names the columns; otherwise they are called `c0`, `c1`, …
/// @param missing the texts that stand for an absent value
/// @param charset how the file encodes its text
public record Csv(
    Optional<Character> separator,
    Optional<Boolean> decimalComma,
    boolean header,
    Set<String> missing,
    Charset charset) {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int LOOK_AHEAD = 1 << 16;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern COMMA_NUMBER =
      Pattern.compile("[+-]?(\\d+,?\\d*|,\\d+)([eE][+-]?\\d+)?");

  /// Everything found out, UTF-8, a header, and absent values written as nothing, `NA`, `N/A`,
  /// `NaN`, `nan` or `null`.
  public static Csv options() {
    return new Csv(
        Optional.empty(),
        Optional.empty(),
        true,
        Set.of("", "NA", "N/A", "NaN", "nan", "null"),
        StandardCharsets.UTF_8);
  }

  /// Reads a file with [#options] as they are.
  public static Table read(Path file) {
    return options().readFrom(file);
  }

  /// The same with a given separator.
  public Csv separator(char newSeparator) {
    return new Csv(Optional.of(newSeparator), decimalComma, header, missing, charset);
  }

  /// The same with decimals known to be written `3,5` (true) or `3.5` (false).
  public Csv decimalComma(boolean comma) {
    return new Csv(separator, Optional.of(comma), header, missing, charset);
  }

  /// The same for a file without a line of names.
  public Csv withoutHeader() {
    return new Csv(separator, decimalComma, false, missing, charset);
  }

  /// The same with other texts that stand for an absent value.
  public Csv missing(String... texts) {
    return new Csv(separator, decimalComma, header, Set.of(texts), charset);
  }

  /// The same with another encoding.
  public Csv charset(Charset newCharset) {
    return new Csv(separator, decimalComma, header, missing, newCharset);
  }

  /// Reads a file.
  ///
  /// @throws FileFormatException if a line has too many or too few fields, two columns share a
  ///   name, a quote is left open, the text is not in the expected encoding, or the table takes
  ///   more than half of Java's memory while it is read
  /// @throws UncheckedIOException if the file cannot be read
  public Table readFrom(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return readFrom(in, file);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Reads a stream to its end; gzip is recognised by its first two bytes.
  ///
  /// @param name how messages call it
  public Table readFrom(InputStream stream, Object name) throws IOException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      var reader =
          new BufferedReader(new InputStreamReader(Gzip.unpacked(stream), decoder), LOOK_AHEAD);
      char chosen = separator.isPresent() ? separator.get() : guess(reader);
      return table(
          CsvLines.read(withoutMark(reader), chosen, name, CsvLines.halfOfMemory()), chosen, name);
    } catch (FileFormatException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw damaged(name, e.getCause());
    } catch (IOException e) {
      throw damaged(name, e);
    }
  }

  private RuntimeException damaged(Object name, IOException e) {
    return switch (e) {
      case CharacterCodingException encoding ->
          new FileFormatException(
              name, "not " + charset + " text; name its encoding with charset(…)", encoding);
      case ZipException damage ->
          new FileFormatException(name, "damaged gzip: " + damage.getMessage(), damage);
      case EOFException end ->
          new FileFormatException(
              name,
              "gzip that ends too early. Usual cause: an interrupted download or copy; fetch the"
                  + " file again",
              end);
      default -> new UncheckedIOException("read " + name + ": " + IoReason.of(e), e);
    };
  }

  /// Skips the byte order mark that some programs put before UTF-8.
  private static BufferedReader withoutMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private static char guess(BufferedReader reader) throws IOException {
    reader.mark(LOOK_AHEAD);
    int[] counts = new int[SEPARATORS.length];
    boolean quoted = false;
    for (int i = 0; i < LOOK_AHEAD - 1; i++) {
      int c = reader.read();
      if (c < 0 || !quoted && (c == '\n' || c == '\r')) {
        break;
      }
      quoted ^= c == '"';
      for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
        counts[s] += c == SEPARATORS[s] ? 1 : 0;
      }
    }
    reader.reset();
    int most = 0;
    for (int s = 1; s < SEPARATORS.length; s++) {
      most = counts[s] > counts[most] ? s : most;
    }
    return SEPARATORS[most];
  }

  private Table table(List<List<String>> lines, char chosen, Object name) {
    if (lines.isEmpty()) {
      throw new FileFormatException(
          name, "an empty file; expected at least a line of column names");
    }
    List<String> names = new ArrayList<>();
    for (int c = 0; c < lines.getFirst().size(); c++) {
      names.add(header ? lines.getFirst().get(c).strip() : "c" + c);
    }
    List<List<String>> rows = header ? lines.subList(1, lines.size()) : lines;
    boolean comma = decimalComma.orElseGet(() -> chosen != ',' && usesComma(rows));
    List<Table.Column> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      columns.add(column(names.get(c), rows, c, comma));
    }
    try {
      return new Table(columns);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(name, e.getMessage(), e);
    }
  }

  private static boolean usesComma(List<List<String>> rows) {
    boolean found = false;
    for (List<String> row : rows) {
      for (String field : row) {
        if (field.indexOf('.') >= 0 && NUMBER.matcher(field.strip()).matches()) {
          return false;
        }
        found |= field.indexOf(',') >= 0 && COMMA_NUMBER.matcher(field.strip()).matches();
      }
    }
    return found;
  }

  private Table.Column column(String name, List<List<String>> rows, int index, boolean comma) {
    Pattern number = comma ? COMMA_NUMBER : NUMBER;
    double[] numbers = new double[rows.size()];
    boolean anyNumber = false;
    for (int row = 0; row < numbers.length; row++) {
      String text = rows.get(row).get(index).strip();
      if (missing.contains(text)) {
        numbers[row] = Double.NaN;
      } else if (number.matcher(text).matches()) {
        numbers[row] = Double.parseDouble(comma ? text.replace(',', '.') : text);
        anyNumber = true;
      } else {
        return words(name, rows, index);
      }
    }
    return anyNumber ? new Table.Numbers(name, numbers) : words(name, rows, index);
  }

  private Table.Words words(String name, List<List<String>> rows, int index) {
    List<Optional<String>> words = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      String text = row.get(index).strip();
      words.add(missing.contains(text) ? Optional.empty() : Optional.of(text));
    }
    return new Table.Words(name, words);
  }
}
