package dev.cien.recipes;

import java.util.List;
import java.util.Map;

/// A named experiment, described but not yet prepared: no data is read before [#prepare].
public interface Recipe {
  /// What people want to know about it.
  Card card();

  /// What may be set, with the standard values.
  List<Setting> settings();

  /// The settings of a version that is over in seconds.
  Map<String, String> quick();

  /// The floor of the quick version.
  double quickFloor();

  /// Reads the data, splits it and builds the model.
  Experiment prepare(Settings settings);

  /// The settings with some values replaced.
  ///
  /// @throws InputException as [Settings#of] does
  default Settings settings(Map<String, String> chosen) {
    return Settings.of(settings(), chosen);
  }
}
