package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every Java block of the guide and the front page is a region of a program here, so what a reader
/// copies was compiled and run.
class PagesTest {
  private static final Path PAGES = Path.of("../docs/guide");
  private static final Path PROGRAMS = Path.of("src/test/java/dev/cien/guide");
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (\\w+)#(\\w+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyBlockIsARegionOfAProgram() throws IOException {
    int blocks = 0;
    for (var page : pages()) {
      for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
        assertThat(block.group(1))
            .as("a block of %s that names no program: %s", page, block.group(3))
            .isNotNull();
        assertThat(block.group(3))
            .as("%s: %s#%s", page.getFileName(), block.group(1), block.group(2))
            .isEqualTo(region(block.group(1), block.group(2)));
        blocks++;
      }
    }
    assertThat(blocks).isGreaterThan(10);
  }

  /// A page says the same in both languages: the same programs in the same order, and tables with
  /// as many rows.
  @Test
  void everyPageHasItsTwinInTheOtherLanguage() throws IOException {
    int twins = 0;
    for (var page : pages()) {
      String name = page.getFileName().toString();
      if (!name.endsWith(".es.md")) {
        Path twin = page.resolveSibling(name.replace(".md", ".es.md"));
        assertThat(blocks(twin)).as("%s and %s", page, twin).isEqualTo(blocks(page));
        assertThat(rows(twin)).as("rows of %s", twin).isEqualTo(rows(page));
        assertThat(Files.readString(page)).contains("*[En español](" + twin.getFileName() + ")*");
        assertThat(Files.readString(twin)).contains("*[In English](" + name + ")*");
        twins++;
      }
    }
    assertThat(twins).isEqualTo(pages().size() / 2).isGreaterThan(7);
  }

  private static List<String> blocks(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(block -> block.group(1) + "#" + block.group(2))
        .toList();
  }

  private static long rows(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(line -> line.startsWith("|")).count();
  }

  private static List<Path> pages() throws IOException {
    try (var files = Files.list(PAGES)) {
      return Stream.concat(files, Stream.of(Path.of("../README.md"), Path.of("../README.es.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String region(String program, String name) throws IOException {
    var source = Files.readString(PROGRAMS.resolve(program + ".java"));
    var found =
        Pattern.compile("// region " + name + "\\n(.*?)\\n\\s*// endregion", Pattern.DOTALL)
            .matcher(source);
    assertThat(found.find()).as("region %s of %s", name, program).isTrue();
    return found.group(1).stripIndent().stripTrailing() + "\n";
  }
}
