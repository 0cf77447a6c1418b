package dev.cien.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every source file keeps to, whoever wrote it.
class SourcesTest {
  private static final int LONGEST_FILE = 600;
  private static final Pattern LEFT_OVER =
      Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|X" + "XX)\\b");
  private static final Pattern SWITCHED_OFF =
      Pattern.compile("^\\s*//+\\s*[\\w.]+(\\(.*\\))?\\s*(=.*)?;\\s*$");
  private static final Pattern NO_CODE = Pattern.compile("\\s*(import |package |//|.*\"\"\").*");
  private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern WHOLE_NAME =
      Pattern.compile("(?<![\\w./])(java|dev\\.cien)(\\.[a-z]\\w*)+\\.(?<own>[A-Z]\\w*)");

  @Test
  void enoughFilesWereRead() {
    assertThat(House.sources()).hasSizeGreaterThan(200);
  }

  @Test
  void noFileIsTooLongToReadAtOnce() {
    var tooLong =
        House.sources().stream()
            .filter(file -> House.lines(file).size() > LONGEST_FILE)
            .map(file -> House.at(file, House.lines(file).size()))
            .toList();
    assertThat(tooLong).as("files of more than %d lines", LONGEST_FILE).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(find((file, line) -> LEFT_OVER.matcher(line).find())).isEmpty();
  }

  @Test
  void noCodeIsSwitchedOffByComment() {
    assertThat(find((file, line) -> !line.contains("///") && SWITCHED_OFF.matcher(line).matches()))
        .isEmpty();
  }

  @Test
  void noTabsAndNoSpaceAtTheEndOfALine() {
    assertThat(find((file, line) -> line.indexOf('\t') >= 0 || line.endsWith(" "))).isEmpty();
  }

  @Test
  void noWholesaleSuppressionOfWarnings() {
    assertThat(find((file, line) -> line.contains("@SuppressWarnings(\"all\")"))).isEmpty();
  }

  /// A class is imported, but where its short name means something else in the file: another class,
  /// or a constant that would hide it.
  @Test
  void classesAreImported() {
    assertThat(find(SourcesTest::isSpelledOut)).isEmpty();
  }

  private static boolean isSpelledOut(Path file, String line) {
    if (file.endsWith("module-info.java") || NO_CODE.matcher(line).matches()) {
      return false;
    }
    return WHOLE_NAME
        .matcher(TEXT.matcher(line).replaceAll(""))
        .results()
        .anyMatch(name -> !isTaken(name.group(), name.group("own"), House.read(file)));
  }

  private static boolean isTaken(String name, String own, String source) {
    String other = source.contains("import " + name + ";") ? "(?m)^ +%s[,;(]" : "(?<![\\w.])%s\\b";
    return Pattern.compile(other.formatted(own)).matcher(source).find();
  }

  private static List<String> find(BiFunction<Path, String, Boolean> rule) {
    var found = new ArrayList<String>();
    for (var file : House.sources()) {
      var lines = House.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (rule.apply(file, lines.get(i))) {
          found.add(House.at(file, i + 1) + " " + lines.get(i).strip());
        }
      }
    }
    return found;
  }
}
