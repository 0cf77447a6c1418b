package dev.cien.recipes.workload;

import dev.cien.optim.Adam;
import dev.cien.optim.AdamW;
import dev.cien.optim.UpdateRule;
import dev.cien.recipes.Settings;

/// How the parameters move; the settings `optimizer` and `rate` choose.
enum Updates {
  SGD,
  ADAM,
  ADAMW;

  /// The rule that the settings ask for, with its usual hyper-parameters.
  static UpdateRule rule(Settings settings) {
    double rate = settings.number("rate");
    return switch (Made.chosen(settings, "optimizer", Updates.class)) {
      case SGD -> dev.cien.optim.SGD.of(rate);
      case ADAM -> Adam.of(rate);
      case ADAMW -> AdamW.of(rate);
    };
  }
}
