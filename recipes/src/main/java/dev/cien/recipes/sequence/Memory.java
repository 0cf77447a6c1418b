package dev.cien.recipes.sequence;

import dev.cien.nn.GRU;
import dev.cien.nn.LSTM;
import dev.cien.nn.RNN;
import dev.cien.nn.Recurrent;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.zoo.Cell;
import java.util.Map;

/// How long a gated layer remembers before it has learnt anything.
///
/// A gate of σ(0) = ½ forgets half of the memory at every step. With a larger bias it begins by
/// keeping, and finds out later what to forget: F. Gers, J. Schmidhuber, F. Cummins, 2000; R.
/// Jozefowicz, W. Zaremba, I. Sutskever, 2015.
final class Memory {
  private Memory() {}

  /// Adds to the biases of the gates that keep: f of an LSTM, z of a GRU; other cells have none.
  static void keep(Recurrent<?> layer, double bias) {
    switch (layer) {
      case LSTM lstm -> add(lstm.weights(), Cell.LSTM.products(), bias);
      case GRU gru -> add(gru.weights(), Cell.GRU.products(), bias);
      case RNN _ -> {}
    }
  }

  /// In both cells the second block of the biases belongs to the gate that keeps.
  private static void add(Map<String, Variable> weights, int blocks, double bias) {
    weights.forEach(
        (name, variable) -> {
          if (name.startsWith("bias_hh")) {
            int width = variable.shape().dim(0) / blocks;
            Tensor more = Tensor.full(bias, width).pad(0, width, (blocks - 2) * width, 0);
            variable.assign(variable.value().add(more));
          }
        });
  }
}
