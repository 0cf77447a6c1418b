package dev.cien.recipes.generative;

import dev.cien.zoo.gan.GanLoss;
import dev.cien.zoo.gan.GradientPenalty;
import dev.cien.zoo.gan.LeastSquares;
import dev.cien.zoo.gan.NonSaturating;
import dev.cien.zoo.gan.Wasserstein;
import java.util.Arrays;
import java.util.List;

/// The games that recipes offer, by the words of their setting; the first is the standard one.
enum GanVariant {
  WGAN_GP("wgan-gp"),
  NON_SATURATING("non-saturating"),
  LEAST_SQUARES("least-squares"),
  WGAN("wgan");

  private final String word;

  GanVariant(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(GanVariant::word).toList();
  }

  static GanVariant of(String word) {
    return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst().orElseThrow();
  }

  /// What the players lower.
  ///
  /// @param weight the weight of the gradient penalty, where there is one
  GanLoss loss(double weight) {
    return switch (this) {
      case WGAN_GP -> new GradientPenalty(weight);
      case NON_SATURATING -> new NonSaturating();
      case LEAST_SQUARES -> new LeastSquares();
      case WGAN -> new Wasserstein(0.1);
    };
  }
}
