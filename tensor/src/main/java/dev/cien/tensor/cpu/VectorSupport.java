package dev.cien.tensor.cpu;

import dev.cien.tensor.KernelPath;
import dev.cien.tensor.loop.FusedMultiplyAdd;
import java.lang.System.Logger.Level;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/// Whether this process computes with the Vector API, and if not, why.
///
/// The module `jdk.incubator.vector` is optional: it takes part when the launcher names it
/// (`--add-modules jdk.incubator.vector`), unless `-Dcien.vector=off` asks for scalar loops.
/// Without a fused multiply-add in hardware there are scalar loops, too: the Vector API would
/// compute each lane's with big decimals. So code that mentions vectors may call `Math.fma` itself.
/// Results have the same bits either way. Which path runs is logged once, when this class is first
/// used: at `DEBUG` for vectors, at `INFO` for scalar loops that somebody asked for, at `WARNING`
/// for scalar loops that nobody asked for.
///
/// A class that mentions the Vector API must be loaded only after [#available()] has answered
/// `true`.
public final class VectorSupport {

  private static final String MODULE = "jdk.incubator.vector";
  private static final String PROPERTY = "cien.vector";
  private static final String JVM = "java.vm.info";

  private static final int LANES;
  private static final String DESCRIPTION;

  private static final KernelPath PATH;

  static {
    int preferred = 0;
    if ("off".equalsIgnoreCase(System.getProperty(PROPERTY))) {
      PATH = KernelPath.SWITCHED_OFF;
    } else if (!resolved()) {
      PATH = KernelPath.NO_MODULE;
    } else if (!FusedMultiplyAdd.inHardware()) {
      PATH = KernelPath.NO_FUSED_MULTIPLY_ADD;
    } else if (!compiles()) {
      PATH = KernelPath.NO_COMPILER;
    } else {
      preferred = Probe.lanes();
      PATH = preferred < 4 ? KernelPath.TOO_NARROW : KernelPath.VECTORS;
    }
    LANES = PATH == KernelPath.VECTORS ? preferred : 0;
    DESCRIPTION =
        switch (PATH) {
          case VECTORS -> "Vector API, " + 32 * LANES + " bit (" + LANES + " float lanes)";
          case SWITCHED_OFF -> "scalar loops: switched off by -D" + PROPERTY + "=off";
          case NO_MODULE ->
              "scalar loops: the module "
                  + MODULE
                  + " is not loaded; start Java with --add-modules "
                  + MODULE;
          case NO_FUSED_MULTIPLY_ADD -> "scalar loops: " + FusedMultiplyAdd.describe();
          case NO_COMPILER ->
              "scalar loops: this JVM runs without its optimizing compiler ("
                  + System.getProperty(JVM)
                  + "), which the Vector API needs";
          case TOO_NARROW ->
              "scalar loops: this JVM offers vectors of only " + preferred + " float lanes";
        };
    Level level =
        switch (PATH) {
          // The lack of the instruction has been logged where it was noticed.
          case VECTORS, NO_FUSED_MULTIPLY_ADD -> Level.DEBUG;
          case SWITCHED_OFF -> Level.INFO;
          case NO_MODULE, NO_COMPILER, TOO_NARROW -> Level.WARNING;
        };
    System.getLogger(VectorSupport.class.getName()).log(level, "CPU kernels: {0}", DESCRIPTION);
  }

  private VectorSupport() {}

  /// Whether kernels may use the Vector API in this process; the answer never changes.
  public static boolean available() {
    return LANES > 0;
  }

  /// Number of `float` lanes of the widest vector this machine prefers (4, 8, 16), or 0 when scalar
  /// loops run.
  public static int lanes() {
    return LANES;
  }

  /// Which path runs and why.
  public static KernelPath path() {
    return PATH;
  }

  /// One line for people: which path runs and why.
  public static String describe() {
    return DESCRIPTION;
  }

  /// Whether the JVM has an optimizing compiler: not with `-Xint` or `-XX:TieredStopAtLevel=1`.
  private static boolean compiles() {
    String mode = System.getProperty(JVM, "");
    return !mode.contains("interpreted") && !mode.contains("emulated-client");
  }

  private static boolean resolved() {
    Optional<Module> vector = ModuleLayer.boot().findModule(MODULE);
    return vector.isPresent() && VectorSupport.class.getModule().canRead(vector.get());
  }

  /// Loaded only when the module is there.
  private static final class Probe {
    static int lanes() {
      return FloatVector.SPECIES_PREFERRED.length();
    }
  }
}
