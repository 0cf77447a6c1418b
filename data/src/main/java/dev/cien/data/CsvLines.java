package dev.cien.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.cien.io.FileFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/// The lines of a CSV text as fields, each line as many as the first, within a limit of memory: a
/// gzipped file of two megabytes can hold two gigabytes of lines.
final class CsvLines {
  /// What a field costs besides its letters, and a line besides its fields: objects and references.
  private static final int COST = 64;

  private static final int MAX_FIELD = 1 << 24;
  private static final int MAX_FIELDS = 1 << 14;

  /// Letters of a line that messages show.
  private static final int SHOWN = 80;

  private final char separator;
  private final Object name;
  private final long maxBytes;
  private final List<List<String>> lines = new ArrayList<>();
  private long bytes;

  private CsvLines(char separator, Object name, long maxBytes) {
    this.separator = separator;
    this.name = name;
    this.maxBytes = maxBytes;
  }

  /// Half of the memory that Java may use: the table that comes of the lines needs room, too.
  static long halfOfMemory() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /// Reads a text to its end.
  ///
  /// @param name how messages call it
  /// @param maxBytes the memory that the lines may take, about
  /// @throws FileFormatException if a line has more or fewer fields than the first, a quote is left
  ///   open, the text is damaged gzip, or the limit is reached
  /// @throws CharacterCodingException if the text is in another encoding
  static List<List<String>> read(Reader reader, char separator, Object name, long maxBytes)
      throws IOException {
    var read = new CsvLines(separator, name, maxBytes);
    try {
      CsvReader.builder()
          .fieldSeparator(separator)
          .detectBomHeader(false)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .allowUnclosedQuote(false)
          .maxBufferSize(MAX_FIELD)
          .build(CsvRecordHandler.builder().maxFields(MAX_FIELDS).build(), reader)
          .forEach(read::add);
    } catch (CsvParseException e) {
      throw read.failed(e);
    }
    return read.lines;
  }

  private void add(CsvRecord line) {
    List<String> fields = line.getFields();
    if (!lines.isEmpty() && fields.size() != lines.getFirst().size()) {
      throw new FileFormatException(
          name,
          "line "
              + line.getStartingLineNumber()
              + ": expected "
              + columns(lines.getFirst())
              + " as in the first line, separated by "
              + named(separator)
              + ", found "
              + columns(fields)
              + cause(fields));
    }
    bytes += COST;
    for (String field : fields) {
      bytes += COST + field.length();
    }
    if (bytes > maxBytes) {
      throw new FileFormatException(
          name,
          "a table of more than "
              + lines.size()
              + " lines; expected one that takes at most "
              + (maxBytes >> 20)
              + " MB while it is read. Usual cause: an archive made to fill the memory; fix: split"
              + " the file, or give Java more memory (-Xmx)");
    }
    lines.add(fields);
  }

  /// The likely reason why a line has another number of fields than the first.
  private String cause(List<String> fields) {
    int expected = lines.getFirst().size();
    if (expected == 1) {
      return ". Usual cause: a title above the names of the columns, or another separator in the"
          + " lines than in the first; fix: take the title out, or name the separator";
    }
    if (fields.size() < expected) {
      return ". Usual cause: a line that was cut off, or a field with a line feed; fix: complete"
          + " the line (an absent value is nothing between two separators), put the field in"
          + " quotes";
    }
    if (separator == ',' && splitDecimals(fields) >= fields.size() - expected) {
      return ". Usual cause: numbers with a decimal comma in a file whose fields are separated by"
          + " commas; fix: write 80.5 for 80,5, or put such numbers in quotes, or separate the"
          + " fields by semicolons";
    }
    return ". Usual cause: a separator inside a field that is not in quotes; fix: put that field in"
        + " quotes, \"Sucre, BO\"";
  }

  /// How many neighbours could be the two halves of a number with a decimal comma.
  private static int splitDecimals(List<String> fields) {
    int found = 0;
    for (int i = 1; i < fields.size(); i++) {
      if (fields.get(i - 1).strip().matches("[+-]?\\d+") && fields.get(i).matches("\\d+\\s*")) {
        found++;
        i++;
      }
    }
    return found;
  }

  private static String columns(List<String> fields) {
    String text = String.join(" | ", fields);
    return fields.size()
        + (fields.size() == 1 ? " field (" : " fields (")
        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text)
        + ")";
  }

  private static String named(char separator) {
    return separator == '\t' ? "tabs" : "'" + separator + "'";
  }

  private IOException failed(CsvParseException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
      if (root instanceof CharacterCodingException encoding) {
        return encoding;
      }
    }
    if (root instanceof ZipException || root instanceof EOFException) {
      return (IOException) root;
    }
    String message = String.valueOf(root.getMessage());
    if (message.contains("limit of")) {
      throw new FileFormatException(
          name,
          "after line "
              + lines.size()
              + ": a line of more than "
              + MAX_FIELDS
              + " fields. Usual cause: a file without line ends, or one that is no CSV; fix: put"
              + " each row on a line of its own",
          e);
    }
    boolean endless = message.contains("buffer");
    throw new FileFormatException(
        name,
        "after line "
            + lines.size()
            + ": "
            + (endless ? "a field of more than " + MAX_FIELD + " characters" : message)
            + ". Usual cause: a quotation mark that is not closed; fix: close it, or write it twice"
            + " where it is part of a field",
        e);
  }
}
