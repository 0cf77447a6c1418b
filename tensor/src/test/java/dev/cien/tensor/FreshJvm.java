package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another JVM with the engine and its tests, for what depends on how Java was started. It is small
/// and soon over, so its collector is the plain one.
public final class FreshJvm {
  private FreshJvm() {}

  /// What a class's `main` prints, on both streams; it must end well.
  public static String run(Class<?> main, String... options)
      throws IOException, InterruptedException {
    Path classes =
        Path.of(
            URI.create(
                Tensor.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(classes + File.pathSeparator + classes.resolveSibling("test-classes"));
    command.add(main.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
