package dev.cien.course.glossary;

import dev.cien.recipes.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A term and what it means, in one sentence.
///
/// @param name how it is called
/// @param says what it means
/// @param days days of the course on which it matters, from 1
/// @param labs laboratories that show it, by the end of their address
public record Term(Text name, Text says, List<Integer> days, List<String> labs) {
  private static final String FILE = "terms.txt";
  private static final int PARTS = 6;

  /// Copies the lists.
  public Term {
    days = List.copyOf(days);
    labs = List.copyOf(labs);
  }

  /// All of them, in the order of the course: a line each, `es | en | sentence es | sentence en |
  /// days | laboratories`.
  public static List<Term> all() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Term.class.getResourceAsStream("/dev/cien/course/glossary/" + FILE),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(Term::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Term parse(String line) {
    String[] found = line.split("\\s*\\|\\s*", -1);
    if (found.length != PARTS) {
      throw new IllegalStateException("glossary: six parts were expected in: " + line);
    }
    return new Term(
        new Text(found[1], found[0]),
        new Text(found[3], found[2]),
        words(found[4]).map(Integer::valueOf).toList(),
        words(found[5]).toList());
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
  }
}
