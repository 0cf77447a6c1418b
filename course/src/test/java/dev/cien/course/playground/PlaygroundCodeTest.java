package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program that is written down computes what the network computes.
class PlaygroundCodeTest {
  private static final List<String> LINKS =
      List.of(
          "dataset=xor&seed=0.5",
          "dataset=circle&seed=0.5&activation=relu&networkShape=5,3,2",
          "dataset=spiral&seed=0.5&activation=sigmoid&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true",
          "problem=regression&regDataset=reg-gauss&seed=1&activation=linear&networkShape=",
          "dataset=gauss&seed=x\\u0022*/;&networkShape=1",
          "problem=multiclass&classDataset=rings&classes=4&seed=0.5&optimizer=adam&batchNorm=true&activation=relu",
          "dataset=xor&loss=crossEntropy&seed=0.5&dropout=0.2&batchNorm=true&activations=relu,sigmoid");

  private static final List<Playground> TRAINED =
      LINKS.stream().map(PlaygroundCodeTest::trained).toList();

  @TempDir Path folder;

  private static Playground trained(String link) {
    PlaygroundRun run = new PlaygroundRun(PlaygroundLink.parse(link, "0"), List.of());
    for (int i = 0; i < 30; i++) {
      run.epoch();
    }
    return run.playground();
  }

  @Test
  void javaGivesTheSameBits() throws Exception {
    List<Class<?>> programs = compiled();
    for (int i = 0; i < TRAINED.size(); i++) {
      Playground playground = TRAINED.get(i);
      var output = programs.get(i).getDeclaredMethod("output", double.class, double.class);
      output.setAccessible(true);
      var outputs = programs.get(i).getDeclaredMethod("outputs", double.class, double.class);
      outputs.setAccessible(true);
      for (Point point : playground.test().subList(0, 50)) {
        assertThat((double) output.invoke(null, point.x(), point.y()))
            .as(LINKS.get(i))
            .isEqualTo(playground.output(point.x(), point.y()));
        assertThat((double[]) outputs.invoke(null, point.x(), point.y()))
            .as(LINKS.get(i))
            .isEqualTo(playground.outputs(point.x(), point.y()));
      }
    }
  }

  /// The programs, each in a package of its own, so that the compiler starts once for all.
  private List<Class<?>> compiled() throws IOException, ClassNotFoundException {
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all"));
    for (int i = 0; i < TRAINED.size(); i++) {
      Path source = Files.createDirectory(folder.resolve("link" + i)).resolve("Network.java");
      String code = PlaygroundCode.of(TRAINED.get(i), PlaygroundCode.Language.JAVA);
      Files.writeString(source, "package link" + i + ";\n\n" + code);
      arguments.add(source.toString());
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(failed).isZero();
    List<Class<?>> programs = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      for (int i = 0; i < TRAINED.size(); i++) {
        programs.add(loader.loadClass("link" + i + ".Network"));
      }
    }
    return programs;
  }

  /// Runs what is written, where the machine has a Python with the library.
  @Test
  void pythonGivesTheSameNumbers() throws Exception {
    Map<String, double[]> expected = new LinkedHashMap<>();
    for (int i = 0; i < TRAINED.size(); i++) {
      for (PlaygroundCode.Language language :
          List.of(PlaygroundCode.Language.NUMPY, PlaygroundCode.Language.PYTORCH)) {
        String name = "link" + i + language + ".py";
        Files.writeString(folder.resolve(name), PlaygroundCode.of(TRAINED.get(i), language));
        expected.put(name, TRAINED.get(i).outputs(1, 2));
      }
    }
    Map<String, double[]> printed = printed(expected.keySet());
    printed.forEach(
        (name, numbers) ->
            assertThat(numbers).as(name).containsExactly(expected.get(name), within(1e-12)));
  }

  /// What programs print, each after its name: those whose library is there. One Python runs them
  /// all, because its libraries take longer to load than the programs to run.
  private Map<String, double[]> printed(Collection<String> programs) throws Exception {
    Path all = folder.resolve("all.py");
    Files.writeString(
        all,
        """
        import runpy, sys

        for program in sys.argv[1:]:
            print("=", program)
            try:
                runpy.run_path(program, run_name="__main__")
            except ModuleNotFoundError:
                print("absent")
        """);
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(System.getProperty("python", "python3")));
    command.add(all.toString());
    command.addAll(programs);
    Process python;
    try {
      python =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      return Map.of();
    }
    int failed = python.waitFor();
    String said = Files.readString(output);
    assertThat(failed).as(said).isZero();
    Map<String, double[]> printed = new LinkedHashMap<>();
    int ran = 0;
    for (String part : said.split("(?m)^= ")) {
      int end = part.indexOf('\n');
      if (end > 0 && programs.contains(part.substring(0, end).strip())) {
        ran++;
        String text = part.substring(end);
        if (!text.contains("absent")) {
          double[] numbers =
              Pattern.compile("-?\\d[\\d.e+-]*")
                  .matcher(text)
                  .results()
                  .mapToDouble(number -> Double.parseDouble(number.group()))
                  .toArray();
          printed.put(part.substring(0, end).strip(), numbers);
        }
      }
    }
    assertThat(ran).as(said).isEqualTo(programs.size());
    return printed;
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
          assertThat(code.toUpperCase(Locale.ROOT)).contains(Double.toString(weight));
        }
      }
    }
  }
}
