package dev.cien.course.runs;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The quick version of a recipe, trained with each of some values of one setting and with each of
/// some seeds: what the setting changes, and what is luck.
///
/// @param recipe its name
/// @param key the setting
/// @param values what it is set to, in turn
/// @param seeds each value is trained once with each
public record Sweep(String recipe, String key, List<String> values, List<Long> seeds) {
  /// Values at most.
  public static final int MOST_VALUES = 6;

  /// Seeds at most.
  public static final int MOST_SEEDS = 5;

  // A larger size than anybody means could take the machine's memory.
  private static final int TIMES = 4;
  private static final int LONGEST = 60;

  /// Copies the lists.
  ///
  /// @throws InputException if there is no such recipe or setting, or a value does not fit
  public Sweep {
    values = values == null ? List.of() : List.copyOf(values);
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    Recipe found = find(recipe);
    Setting setting =
        choices(found).stream()
            .filter(one -> one.key().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        "The recipe " + found.card().name() + " has no setting of that name.",
                        "La receta " + found.card().name() + " no tiene un ajuste de ese nombre."));
    if (values.size() < 2 || values.size() > MOST_VALUES || repeats(values)) {
      throw wrong(
          "Choose 2 to " + MOST_VALUES + " different values.",
          "Elige de 2 a " + MOST_VALUES + " valores distintos.");
    }
    if (seeds.isEmpty() || seeds.size() > MOST_SEEDS || repeats(seeds)) {
      throw wrong(
          "Choose 1 to " + MOST_SEEDS + " different seeds.",
          "Elige de 1 a " + MOST_SEEDS + " semillas distintas.");
    }
    for (String value : values) {
      check(found, setting, value);
    }
  }

  private static boolean repeats(List<?> list) {
    return new HashSet<>(list).size() < list.size();
  }

  private static Recipe find(String name) {
    return Recipes.find(String.valueOf(name))
        .orElseThrow(
            () ->
                wrong("There is no recipe of that name.", "No hay ninguna receta de ese nombre."));
  }

  private static void check(Recipe recipe, Setting setting, String value) {
    if (value.length() > LONGEST) {
      throw wrong("A value is too long.", "Un valor es demasiado largo.");
    }
    Map<String, String> quick = new LinkedHashMap<>(recipe.quick());
    quick.put(setting.key(), value);
    recipe.settings(quick);
    if (setting.kind() instanceof Setting.Whole) {
      long most = most(recipe, setting);
      if (Long.parseLong(value) > most) {
        throw wrong(
            "Here " + setting.key() + " goes up to " + most + "; for more there is `cien train`.",
            "Aquí " + setting.key() + " llega hasta " + most + "; para más está `cien train`.");
      }
    }
  }

  /// The largest whole number that a setting may be set to in a sweep.
  public static long most(Recipe recipe, Setting setting) {
    long usual = Math.abs(Long.parseLong(setting.standard()));
    long quick = Long.parseLong(recipe.quick().getOrDefault(setting.key(), "0"));
    return TIMES * Math.max(1, Math.max(usual, quick));
  }

  private static InputException wrong(String en, String es) {
    return new InputException(new Text(en, es));
  }

  /// What may be varied in a recipe: all settings but the seed and free texts.
  public static List<Setting> choices(Recipe recipe) {
    return recipe.settings().stream()
        .filter(setting -> !setting.key().equals("seed"))
        .filter(setting -> !(setting.kind() instanceof Setting.Words))
        .toList();
  }

  /// How many trainings it is.
  public int size() {
    return values.size() * seeds.size();
  }

  /// The value of a training: every value has its first seed before any has its second.
  public String value(int number) {
    return values.get(number % values.size());
  }

  /// The seed of a training.
  public long seed(int number) {
    return seeds.get(number / values.size());
  }

  /// The recipe itself.
  public Recipe found() {
    return find(recipe);
  }

  /// The settings of a training.
  Settings settings(int number) {
    Map<String, String> chosen = new LinkedHashMap<>(found().quick());
    chosen.put(key, value(number));
    chosen.put("seed", Long.toString(seed(number)));
    return found().settings(chosen);
  }
}
