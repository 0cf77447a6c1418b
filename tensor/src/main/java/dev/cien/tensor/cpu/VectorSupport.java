package dev.cien.tensor.cpu;

import java.lang.System.Logger.Level;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/// Whether this process computes with the Vector API, and if not, why.
///
/// The module `jdk.incubator.vector` is optional: it takes part when the launcher names it
/// (`--add-modules jdk.incubator.vector`), unless `-Dcien.vector=off` asks for scalar loops.
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

  static {
    int lanes = 0;
    Level level = Level.WARNING;
    String description;
    if ("off".equalsIgnoreCase(System.getProperty(PROPERTY))) {
      level = Level.INFO;
      description = "scalar loops: switched off by -D" + PROPERTY + "=off";
    } else if (!resolved()) {
      description =
          "scalar loops: the module "
              + MODULE
              + " is not loaded; start Java with --add-modules "
              + MODULE;
    } else if (!compiles()) {
      description =
          "scalar loops: this JVM runs without its optimizing compiler ("
              + System.getProperty(JVM)
              + "), which the Vector API needs";
    } else {
      int preferred = Probe.lanes();
      if (preferred < 4) {
        description = "scalar loops: this JVM offers vectors of only " + preferred + " float lanes";
      } else {
        lanes = preferred;
        level = Level.DEBUG;
        description = "Vector API, " + 32 * lanes + " bit (" + lanes + " float lanes)";
      }
    }
    LANES = lanes;
    DESCRIPTION = description;
    System.getLogger(VectorSupport.class.getName()).log(level, "CPU kernels: {0}", description);
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
