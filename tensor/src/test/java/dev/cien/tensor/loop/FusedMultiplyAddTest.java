package dev.cien.tensor.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.FreshJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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

  /// Random numbers of all sizes, sums that almost cancel, and products that end halfway between
  /// two numbers that can be represented, where a second rounding would show.
  @Test
  void theStepsGiveTheBitsOfOneRounding() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500_000; i++) {
      double a = any(random);
      double b = any(random);
      double c =
          switch (i % 4) {
            case 0 -> any(random);
            case 1 -> -(a * b);
            case 2 -> Math.nextUp(-(a * b));
            default -> a * b * Math.scalb(1.0, random.nextInt(110) - 55);
          };
      same(a, b, c);
      float x = (float) a;
      float y = (float) b;
      float z = i % 4 == 2 ? Math.nextUp(-(x * y)) : (float) c;
      same(x, y, z);
    }
  }

  @Test
  void theStepsKeepZerosInfinitiesAndNaN() {
    double[] special = {
      0.0,
      -0.0,
      1,
      -1,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Float.MIN_VALUE,
      Float.MAX_VALUE
    };
    for (double a : special) {
      for (double b : special) {
        for (double c : special) {
          same(a, b, c);
          same((float) a, (float) b, (float) c);
        }
      }
    }
  }

  /// To the bit, but for the payload of NaN. An assertion for each of a million would take longer
  /// than what they are about.
  private static void same(double a, double b, double c) {
    long found = Double.doubleToLongBits(FusedMultiplyAdd.inSteps(a, b, c));
    long expected = Double.doubleToLongBits(Math.fma(a, b, c));
    if (found != expected) {
      assertThat(found).as("%s · %s + %s", a, b, c).isEqualTo(expected);
    }
  }

  private static void same(float a, float b, float c) {
    int found = Float.floatToIntBits(FusedMultiplyAdd.inSteps(a, b, c));
    int expected = Float.floatToIntBits(Math.fma(a, b, c));
    if (found != expected) {
      assertThat(found).as("%s · %s + %s", a, b, c).isEqualTo(expected);
    }
  }

  /// A fraction of moderate size, a whole number of few bits, or any bits at all.
  private static double any(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt(1 << 13) - (1 << 12);
      default -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 30);
    };
  }

  private static String fresh(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    // Otherwise -Xcomp compiles the JDK, too.
    all.add("-XX:CompileCommand=quiet");
    all.add("-XX:CompileCommand=compileonly," + FusedMultiplyAdd.class.getName() + "::*");
    return FreshJvm.run(FusedMultiplyAddTest.class, all.toArray(String[]::new));
  }
}
