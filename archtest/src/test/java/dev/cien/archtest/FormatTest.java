package dev.cien.archtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/// Every source file looks as the formatter leaves it. `mvn -q -Pformat -pl archtest test` makes it
/// so.
class FormatTest {
  private static final String MODE = System.getProperty("format", "check");

  /// Checksums of sources that were found formatted: until `clean`, only others are looked at.
  private static final Path KNOWN = House.ROOT.resolve("archtest/target/formatted.txt");

  @Test
  void sourcesAreFormatted() throws IOException {
    assumeFalse(MODE.equals("off"), "switched off with -Dformat=off");
    var known = known();
    var formatted = new ConcurrentSkipListSet<String>();
    var changed =
        House.sources().parallelStream()
            .filter(file -> differs(file, known, formatted))
            .map(House.ROOT::relativize)
            .toList();
    Files.write(KNOWN, formatted);
    if (!MODE.equals("apply")) {
      assertThat(changed)
          .as("files to format; `mvn -q -Pformat -pl archtest test` does it")
          .isEmpty();
    }
  }

  private static Set<String> known() throws IOException {
    return Files.isRegularFile(KNOWN) ? Set.copyOf(Files.readAllLines(KNOWN)) : Set.of();
  }

  /// A checksum of a source and of what decides its layout: the formatter, and the JDK that parses.
  private static String sum(String source) {
    try {
      var formatter = Formatter.class.getProtectionDomain().getCodeSource().getLocation().getPath();
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(Path.of(formatter).getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a file is not as it should be; where it is, its checksum is added to `formatted`.
  private static boolean differs(Path file, Set<String> known, Set<String> formatted) {
    var source = House.read(file);
    var sum = sum(source);
    if (!known.contains(sum) && differs(file, source)) {
      return true;
    }
    formatted.add(sum);
    return false;
  }

  /// Whether the formatter would change `file`; in mode "apply" it has then done so.
  private static boolean differs(Path file, String source) {
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
