package dev.cien.course.runs;

import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run left in its folder, as far as it can be read.
///
/// @param id the folder, from the place that holds it
/// @param time when it was last written to, in milliseconds since 1970
/// @param config its settings by name, nested ones with dots between
/// @param epochs its curves
/// @param figures what was measured in the end, by name
/// @param trouble what cannot be read, if anything
public record KeptRun(
    String id,
    long time,
    Map<String, String> config,
    List<Epoch> epochs,
    Map<String, Double> figures,
    Optional<Text> trouble) {
  /// The figures of one epoch.
  ///
  /// @param epoch from 1
  /// @param training by name, from the batches
  /// @param validation by name, from samples set apart
  public record Epoch(int epoch, Map<String, Double> training, Map<String, Double> validation) {}
}
