package dev.cien.zoo;

import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import java.util.List;

/// Logistic regression: p(class 1 | x) = σ(w·x + b), with σ(z) = 1 / (1 + e⁻ᶻ). The model gives the
/// logit w·x + b; the loss and whoever asks for a probability apply σ.
///
/// Shapes: x `[batch, n]`, logits `[batch, 1]`.
///
/// D. R. Cox: The regression analysis of binary sequences, 1958.
///
/// @param linear the weights and the bias
public record LogisticRegression(Linear linear) implements Staged {
  /// A model of `inputs` measurements.
  public static LogisticRegression of(int inputs, Rng rng) {
    return new LogisticRegression(Linear.of(inputs, 1, rng));
  }

  @Override
  public List<Stage> stages() {
    return List.of(Staged.stage("linear", linear));
  }
}
