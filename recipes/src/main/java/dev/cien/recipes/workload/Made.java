package dev.cien.recipes.workload;

import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Made-up batches, and other things that several workloads need.
final class Made {
  private Made() {}

  /// Normally distributed numbers.
  static Tensor normal(Rng rng, int... dims) {
    return Tensor.randn(rng, dims).compute();
  }

  /// Class or symbol numbers from 0 to `bound` − 1, all equally likely.
  static Tensor numbers(Rng rng, int bound, int... dims) {
    int count = 1;
    for (int dim : dims) {
      count = Math.multiplyExact(count, dim);
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = rng.nextInt(bound);
    }
    return Tensor.of(values, dims);
  }

  /// A size of a network: a whole number of 1 or more.
  static Setting size(String key, int standard, String en, String es) {
    return Setting.whole(key, standard, 1, en, es);
  }

  /// One of the constants of an enum, in lower case; the first is the standard one.
  static <E extends Enum<E>> Setting choice(String key, Class<E> kind, String en, String es) {
    return Setting.choice(key, words(kind), en, es);
  }

  /// The constant that was chosen.
  static <E extends Enum<E>> E chosen(Settings settings, String key, Class<E> kind) {
    return Enum.valueOf(kind, settings.word(key).toUpperCase(Locale.ROOT));
  }

  private static <E extends Enum<E>> List<String> words(Class<E> kind) {
    return Arrays.stream(kind.getEnumConstants()).map(Made::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Some settings, then those of the optimizer.
  static List<Setting> settings(Updates updates, double rate, Setting... own) {
    List<Setting> all = new ArrayList<>(List.of(own));
    all.add(
        new Setting(
            "optimizer",
            word(updates),
            new Setting.Choice(words(Updates.class)),
            new Text("how parameters move", "cómo se mueven los parámetros")));
    all.add(Setting.rate(rate));
    return Collections.unmodifiableList(all);
  }

  /// The FLOPs of a training step's product of `[rows, in]` by `[in, out]`: one product forward,
  /// one for the weights' gradient, one for the input's.
  static double product(double rows, double in, double out) {
    return 3 * 2 * rows * in * out;
  }

  /// The same where the input is the batch itself, which needs no gradient.
  static double firstProduct(double rows, double in, double out) {
    return 2 * 2 * rows * in * out;
  }
}
