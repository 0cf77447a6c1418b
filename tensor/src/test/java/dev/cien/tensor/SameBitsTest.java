package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The same seed gives the same bits: for any number of threads, any vector width, without the
/// Vector API, and without a fused multiply-add in hardware, there in bounded time.
class SameBitsTest {
  private static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

  @Test
  void trainingGivesTheSameParametersOnEveryJvm() {
    String expected = train(List.of("-Dcien.threads=1"));
    assertThat(expected).hasSize(64);
    Map<String, List<String>> machines = new LinkedHashMap<>();
    // A JVM costs seconds: some try two things at once.
    boolean intel = System.getProperty("os.arch").equals("amd64");
    machines.put("two threads, widest vectors", with("-Dcien.threads=2"));
    machines.put(
        "eight threads, 256-bit vectors", with("-Dcien.threads=8", "-XX:MaxVectorSize=32"));
    machines.put("128-bit vectors", with("-XX:MaxVectorSize=16"));
    machines.put("vectors switched off", with("-Dcien.vector=off"));
    machines.put(
        "no fused multiply-add, AVX2 where there is one",
        intel ? with("-XX:-UseFMA", "-XX:UseAVX=2") : with("-XX:-UseFMA"));
    machines.entrySet().parallelStream()
        .forEach(each -> assertThat(train(each.getValue())).as(each.getKey()).isEqualTo(expected));
  }

  private static List<String> with(String... more) {
    List<String> options = new ArrayList<>(VECTORS);
    options.addAll(List.of(more));
    return options;
  }

  private static String train(List<String> options) {
    try {
      return output(options);
    } catch (Exception e) {
      throw new IllegalStateException("cannot run with " + options, e);
    }
  }

  private static String output(List<String> options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    String classes = location(Tensor.class) + File.pathSeparator + location(SameBitsTest.class);
    command.addAll(
        List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp", classes, SameBitsProgram.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended: " + command).isTrue();
    return output.strip();
  }

  /// The folders of the classes: under a module path both are parts of one module, so the test's
  /// folder is found by name.
  private static String location(Class<?> type) throws Exception {
    Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    boolean test = type == SameBitsTest.class;
    return (test && classes.endsWith("classes") ? classes.resolveSibling("test-classes") : classes)
        .toString();
  }
}
