package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The program that is written down computes what the network computes.
class PlaygroundCodeTest {
  @TempDir Path folder;

  static List<String> links() {
    return List.of(
        "dataset=xor&seed=0.5",
        "dataset=circle&seed=0.5&activation=relu&networkShape=5,3,2",
        "dataset=spiral&seed=0.5&activation=sigmoid&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true",
        "problem=regression&regDataset=reg-gauss&seed=1&activation=linear&networkShape=",
        "dataset=gauss&seed=x\\u0022*/;&networkShape=1",
        "problem=multiclass&classDataset=rings&classes=4&seed=0.5&optimizer=adam&batchNorm=true&activation=relu",
        "dataset=xor&loss=crossEntropy&seed=0.5&dropout=0.2&batchNorm=true&activations=relu,sigmoid");
  }

  @ParameterizedTest
  @MethodSource("links")
  void javaGivesTheSameBits(String link) throws Exception {
    Playground playground = trained(link);
    Class<?> program = compiled(PlaygroundCode.of(playground, PlaygroundCode.Language.JAVA));
    var output = program.getDeclaredMethod("output", double.class, double.class);
    output.setAccessible(true);
    var outputs = program.getDeclaredMethod("outputs", double.class, double.class);
    outputs.setAccessible(true);
    for (Point point : playground.test().subList(0, 50)) {
      assertThat((double) output.invoke(null, point.x(), point.y()))
          .isEqualTo(playground.output(point.x(), point.y()));
      assertThat((double[]) outputs.invoke(null, point.x(), point.y()))
          .isEqualTo(playground.outputs(point.x(), point.y()));
    }
  }

  private static Playground trained(String link) {
    PlaygroundRun run = new PlaygroundRun(PlaygroundLink.parse(link, "0"), List.of());
    for (int i = 0; i < 30; i++) {
      run.epoch();
    }
    return run.playground();
  }

  /// Runs what is written, where the machine has a Python with the library.
  @ParameterizedTest
  @MethodSource("links")
  void pythonGivesTheSameNumbers(String link) throws Exception {
    Playground playground = trained(link);
    double[] expected = playground.outputs(1, 2);
    for (PlaygroundCode.Language language :
        List.of(PlaygroundCode.Language.NUMPY, PlaygroundCode.Language.PYTORCH)) {
      Optional<double[]> printed = printed(PlaygroundCode.of(playground, language));
      assertThat(printed.orElse(expected))
          .as(language.name())
          .containsExactly(expected, within(1e-12));
    }
  }

  private Optional<double[]> printed(String code) throws Exception {
    Path source = folder.resolve("network.py");
    Files.writeString(source, code);
    Path output = folder.resolve("output");
    Process python;
    try {
      python =
          new ProcessBuilder(System.getProperty("python", "python3"), source.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    int failed = python.waitFor();
    String said = Files.readString(output);
    if (said.contains("ModuleNotFoundError")) {
      return Optional.empty();
    }
    assertThat(failed).as(said).isZero();
    return Optional.of(
        Pattern.compile("-?\\d[\\d.e+-]*")
            .matcher(said)
            .results()
            .mapToDouble(number -> Double.parseDouble(number.group()))
            .toArray());
  }

  private Class<?> compiled(String code) throws IOException, ClassNotFoundException {
    Path source = folder.resolve("Network.java");
    Files.writeString(source, code);
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-Xlint:all", source.toString());
    assertThat(failed).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      return loader.loadClass("Network");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NUMPY", "PYTORCH"})
  void theOtherLanguagesNameEveryNumber(String language) {
    Playground playground = new Playground(PlaygroundLink.parse("seed=0.5", "0"));
    String code = PlaygroundCode.of(playground, PlaygroundCode.Language.valueOf(language));
    Parameters parameters = playground.parameters();
    assertThat(code)
        .contains(
            "def network(x, y):\n    \"\"\"From -1 to 1: class 0 below 0, class 1 above.\"\"\"\n");
    for (int layer = 1; layer < parameters.biases().length; layer++) {
      for (double[] row : parameters.weights()[layer]) {
        for (double weight : row) {
          assertThat(code.toUpperCase(java.util.Locale.ROOT)).contains(Double.toString(weight));
        }
      }
    }
  }
}
