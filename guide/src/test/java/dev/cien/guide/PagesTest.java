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
