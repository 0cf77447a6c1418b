package dev.cien.tensor.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedMultiplyAddTest {
  /// What a fresh JVM says; its class path is this test's.
  public static void main(String[] args) {
    System.out.println(FusedMultiplyAdd.inHardware() + "|" + FusedMultiplyAdd.describe());
  }

  /// The JVM is told to do without, so this holds on processors of both kinds.
  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-Xmixed", "-Xcomp"})
  void itsLackIsNoticedAndSaidOnce(String mode) throws Exception {
    String said = fresh("-XX:-UseFMA", mode);
    assertThat(said)
        .contains("false|no fused multiply-add in hardware")
        .contains("WARNING")
        .containsOnlyOnce("CPU kernels:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-Xmixed", "-XX:TieredStopAtLevel=1"})
  void whatTheJvmHasIsFoundAndNotTalkedAbout(String mode) throws Exception {
    boolean here = fresh("-Xmixed").startsWith("true");
    String said = fresh(mode);
    assertThat(said).startsWith(here + "|");
    assertThat(said.contains("CPU kernels:")).isEqualTo(!here);
  }

  private static String fresh(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(options));
    command.add("-cp");
    command.add(
        location(FusedMultiplyAdd.class)
            + File.pathSeparator
            + location(FusedMultiplyAddTest.class));
    command.add(FusedMultiplyAddTest.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String location(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
