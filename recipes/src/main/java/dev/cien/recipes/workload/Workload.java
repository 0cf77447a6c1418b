package dev.cien.recipes.workload;

import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// A network whose training step is timed: forward, cost, gradients and the optimizer's update, on
/// one batch of random numbers that never changes.
///
/// Layers start as PyTorch's do, so that the same definition there computes on numbers of the same
/// size. Every size is a setting.
public interface Workload {
  /// Its name on the command line.
  String name();

  /// What it is.
  Text title();

  /// What may be set, with the standard values.
  List<Setting> settings();

  /// The settings, in `settings`, that make a step longer as they grow: what a sweep varies.
  List<String> growing();

  /// The multiplications and additions in the matrix products and convolutions of one step, forward
  /// and backward. Everything else (activations, normalisation, the update) is not counted.
  double flops(Settings settings);

  /// Builds the model and the batch.
  ///
  /// @throws IllegalArgumentException or [dev.cien.tensor.TensorException] if sizes do not go
  ///   together; the message says which
  Task prepare(Settings settings);

  /// The settings with some values replaced.
  ///
  /// @throws IllegalArgumentException as [Settings#of] does
  default Settings settings(Map<String, String> chosen) {
    return Settings.of(settings(), chosen);
  }
}
