package dev.cien.archtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The build and the pages beside it tell the truth about each other.
class BuildTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>",
          Pattern.DOTALL);
  private static final Pattern ARTIFACT =
      Pattern.compile(
          "</parent>\\s*(?:<groupId>.*?</groupId>\\s*)?<artifactId>(.*?)</artifactId>",
          Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)]*)?\\)");
  private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");

  private static final Set<String> NOT_DELIVERED =
      Set.of("bom", "guide", "dist", "bench", "archtest", "browsertest");

  /// JDK 25.0.0 to 25.0.2 build and run Cien, but their G1 collector can corrupt arrays: shown as a
  /// skipped test.
  @Test
  void theJdkIsNewEnough() {
    var running = Runtime.version();
    assumeTrue(
        running.compareToIgnoreOptional(Runtime.Version.parse("25.0.3")) >= 0,
        () -> "JDK " + running + " has a known memory bug; update to 25.0.3 or later");
  }

  @Test
  void theBillOfMaterialsNamesEveryLibraryModule() {
    var bom = House.read(House.ROOT.resolve("bom/pom.xml"));
    var missing =
        House.modules().stream()
            .filter(module -> !NOT_DELIVERED.contains(module))
            .map(module -> House.read(House.ROOT.resolve(module).resolve("pom.xml")))
            .map(pom -> ARTIFACT.matcher(pom).results().findFirst().orElseThrow().group(1))
            .filter(artifact -> !bom.contains("<artifactId>" + artifact + "</artifactId>"))
            .toList();
    assertThat(missing).as("artifacts to add to bom/pom.xml").isEmpty();
  }

  @Test
  void theBillOfMaterialsNamesNothingThatIsNotBuilt() {
    var built = new TreeSet<String>();
    for (var module : House.modules()) {
      ARTIFACT
          .matcher(House.read(House.ROOT.resolve(module).resolve("pom.xml")))
          .results()
          .forEach(match -> built.add(match.group(1)));
    }
    var named =
        DEPENDENCY
            .matcher(House.read(House.ROOT.resolve("bom/pom.xml")))
            .results()
            .map(match -> match.group(2))
            .toList();
    assertThat(built).containsAll(named);
  }

  @Test
  void theBillOfMaterialsHasTheVersionOfTheBuild() {
    var root =
        VERSION
            .matcher(House.read(House.ROOT.resolve("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    var bom =
        VERSION
            .matcher(House.read(House.ROOT.resolve("bom/pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    assertThat(bom).isEqualTo(root);
  }

  /// A library is a promise to those who depend on Cien, so somebody wrote down why it is here.
  @Test
  void everyLibraryHasItsReason() {
    var reasons = House.read(House.ROOT.resolve("docs/adr/0006-libraries.md"));
    var unexplained = new TreeSet<String>();
    Stream.concat(Stream.of("pom.xml"), House.modules().stream().map(module -> module + "/pom.xml"))
        .map(House.ROOT::resolve)
        .filter(Files::exists)
        .flatMap(pom -> DEPENDENCY.matcher(House.read(pom)).results())
        .filter(
            match ->
                !match.group(1).equals("dev.cien") && !match.group(1).equals("${project.groupId}"))
        .filter(match -> !reasons.contains("`" + match.group(1) + ":" + match.group(2) + "`"))
        .forEach(match -> unexplained.add(match.group(1) + ":" + match.group(2)));
    assertThat(unexplained).as("libraries without a line in docs/adr/0006-libraries.md").isEmpty();
  }

  @Test
  void everyDecisionIsListed() {
    var list = House.read(House.ROOT.resolve("docs/adr/README.md"));
    var decisions =
        House.files(House.ROOT.resolve("docs/adr"), ".md")
            .map(file -> file.getFileName().toString())
            .toList();
    assertThat(decisions)
        .filteredOn(name -> !name.equals("README.md"))
        .hasSizeGreaterThan(5)
        .allMatch(list::contains);
  }

  @Test
  void linksInPagesLeadSomewhere() {
    var broken = new ArrayList<String>();
    for (var page : House.pages()) {
      LINK.matcher(House.read(page))
          .results()
          .map(match -> match.group(1))
          .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .forEach(target -> broken.add(House.ROOT.relativize(page) + " -> " + target));
    }
    assertThat(House.pages()).hasSizeGreaterThan(5);
    assertThat(broken).isEmpty();
  }

  /// A kernel that nobody names there works, and takes seconds longer to get fast.
  @Test
  void everyKernelOnVectorsIsCompiledSoon() {
    var folder = House.ROOT.resolve("tensor/src/main/java/dev/cien/tensor/cpu");
    var kernels =
        House.files(folder, ".java")
            .filter(file -> House.read(file).contains("Vector.fromArray("))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .toList();
    var options = House.read(House.ROOT.resolve("tensor/jvm.options"));
    var named =
        Pattern.compile(
                "(?m)^-XX:CompileCommand=CompileThresholdScaling,dev\\.cien\\.tensor\\.cpu\\.([A-Z]\\w*\\*?)::")
            .matcher(options)
            .results()
            .map(match -> match.group(1).replace("*", ".*"))
            .toList();
    assertThat(kernels).hasSizeGreaterThan(5);
    assertThat(kernels).allMatch(kernel -> named.stream().anyMatch(kernel::matches));
    assertThat(named).allMatch(name -> kernels.stream().anyMatch(kernel -> kernel.matches(name)));
  }

  /// Windows reads batch files in the code page of the console, so that their sentences are ASCII.
  @Test
  void theWindowsLauncherSpeaksTwoLanguages() {
    var lines = House.lines(House.ROOT.resolve("cien.cmd"));
    var said = lines.stream().filter(line -> line.contains("call :say ")).toList();
    assertThat(said).hasSizeGreaterThan(5);
    assertThat(said).allMatch(line -> line.matches(".*call :say \"[^\"]+\" \"[^\"]+\""));
    assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c < 128));
  }
}
