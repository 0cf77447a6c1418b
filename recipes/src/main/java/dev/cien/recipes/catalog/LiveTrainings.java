package dev.cien.recipes.catalog;

import dev.cien.recipes.generative.LiveDiffusion;
import dev.cien.recipes.generative.LiveGan;
import dev.cien.recipes.language.LiveAttention;
import dev.cien.recipes.live.LiveTraining;
import dev.cien.recipes.multimodal.LiveMultimodal;
import dev.cien.recipes.sequence.LiveMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The trainings that can be watched, by name: a new one is a line here.
public final class LiveTrainings {
  private static final Map<String, Function<Map<String, String>, LiveTraining>> ALL =
      new LinkedHashMap<>();

  static {
    ALL.put("gan", LiveGan::new);
    ALL.put("difusion", LiveDiffusion::new);
    ALL.put("atencion", LiveAttention::new);
    ALL.put("memoria", LiveMemory::new);
    ALL.put("multimodal", LiveMultimodal::new);
  }

  private LiveTrainings() {}

  /// Their names.
  public static Set<String> names() {
    return ALL.keySet();
  }

  /// One before its first step.
  ///
  /// @param chosen settings that differ from the standard
  /// @throws dev.cien.recipes.InputException if a setting does not fit
  public static LiveTraining begin(String name, Map<String, String> chosen) {
    return ALL.get(name).apply(chosen);
  }
}
