package dev.cien.recipes.compare;

import dev.cien.recipes.Text;
import java.util.List;

/// A strength or a limit of a technique, said so that it can turn out false: the first side's
/// figure is better than the others'.
///
/// @param id the row of the checklist, such as `C1s`
/// @param technique whose strength or limit it is
/// @param says the claim
/// @param fair what is equal on all sides: parameters, time, data
/// @param figure what is measured
/// @param higherIsBetter whether a larger figure is a better one
/// @param sides who is compared, the one that should win first
public record Claim(
    String id,
    Text technique,
    Text says,
    Text fair,
    Text figure,
    boolean higherIsBetter,
    List<Side> sides) {
  /// Copies the list.
  public Claim {
    sides = List.copyOf(sides);
    if (sides.size() < 2) {
      throw new IllegalArgumentException(
          "claim " + id + ": expected two sides or more, found " + sides.size() + ".");
    }
  }

  /// Whether a strength; otherwise a limit.
  public boolean isStrength() {
    return id.endsWith("s");
  }
}
