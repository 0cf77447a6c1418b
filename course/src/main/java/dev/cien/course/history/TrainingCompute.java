package dev.cien.course.history;

import dev.cien.course.Resources;
import java.util.List;
import java.util.Optional;

/// How much computation the training of known systems took, since 1950. Estimates of Epoch AI; most
/// lie within a factor of two, those of systems that nobody described within five.
public final class TrainingCompute {
  /// Who estimated.
  public static final String SOURCE = "Epoch AI, epoch-research/training-cost-trends";

  private static final List<System> ALL =
      Resources.lines("history/compute.csv").skip(1).map(TrainingCompute::system).toList();

  private TrainingCompute() {}

  /// A system.
  ///
  /// @param name its name
  /// @param year when it was published
  /// @param flop floating-point operations of its training
  public record System(String name, int year, double flop) {}

  /// The systems, oldest first.
  public static List<System> systems() {
    return ALL;
  }

  /// The system of that name.
  public static Optional<System> find(String name) {
    return ALL.stream().filter(system -> system.name().equals(name)).findFirst();
  }

  private static System system(String line) {
    String[] cells = line.split(",", -1);
    return new System(cells[0], Integer.parseInt(cells[1]), Double.parseDouble(cells[2]));
  }
}
