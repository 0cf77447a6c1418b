package dev.cien.archtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Every source file looks as the formatter leaves it. `mvn -q -Pformat -pl archtest test` makes it
/// so.
class FormatTest {
  private static final String MODE = System.getProperty("format", "check");

  @Test
  void sourcesAreFormatted() {
    assumeFalse(MODE.equals("off"), "switched off with -Dformat=off");
    var changed =
        House.sources().parallelStream()
            .filter(FormatTest::differs)
            .map(House.ROOT::relativize)
            .toList();
    if (!MODE.equals("apply")) {
      assertThat(changed)
          .as("files to format; `mvn -q -Pformat -pl archtest test` does it")
          .isEmpty();
    }
  }

  /// Whether the formatter would change `file`; in mode "apply" it has then done so.
  private static boolean differs(Path file) {
    var source = House.read(file);
    try {
      var formatter = new Formatter();
      var formatted = formatter.formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return false;
      }
      // Twice, because what one pass wraps, the next may join.
      formatted = formatter.formatSourceAndFixImports(formatted);
      if (formatted.equals(source)) {
        return false;
      }
      if (MODE.equals("apply")) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (FormatterException e) {
      throw new IllegalStateException(
          "The formatter cannot read " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
