package dev.cien.recipes.history;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Tensor;

/// All circuits of threshold units with small whole weights, by number: what an exhaustive search
/// walks through as others walk through pictures.
///
/// Inputs are circuits `[N, 3·units]` as [dev.cien.zoo.ThresholdCircuits] reads them, targets their
/// numbers.
///
/// @param range weights go from −range to range, thresholds as far as they make a difference: from
///   −2·range to 2·range + 1
/// @param units units of a circuit, 1 or 3
record Candidates(int range, int units) implements Dataset {
  private int weights() {
    return 2 * range + 1;
  }

  private int thresholds() {
    return 4 * range + 2;
  }

  /// How many single units there are.
  int variants() {
    return weights() * weights() * thresholds();
  }

  @Override
  public int size() {
    int size = 1;
    for (int unit = 0; unit < units; unit++) {
      size *= variants();
    }
    return size;
  }

  /// 0, 1, −1, 2, −2, …: the simplest come first, so that the search keeps them.
  private static int whole(int place) {
    return place % 2 == 0 ? -place / 2 : (place + 1) / 2;
  }

  /// The circuit of a number.
  int[] circuit(int number) {
    int[] circuit = new int[3 * units];
    int rest = number;
    for (int unit = 0; unit < units; unit++, rest /= variants()) {
      int variant = rest % variants();
      circuit[3 * unit] = whole(variant % weights());
      circuit[3 * unit + 1] = whole(variant / weights() % weights());
      circuit[3 * unit + 2] = whole(variant / (weights() * weights()));
    }
    return circuit;
  }

  @Override
  public Batch batch(int... indices) {
    float[] inputs = new float[indices.length * 3 * units];
    for (int i = 0; i < indices.length; i++) {
      int[] circuit = circuit(indices[i]);
      for (int k = 0; k < circuit.length; k++) {
        inputs[i * circuit.length + k] = circuit[k];
      }
    }
    return new Batch(
        Tensor.of(inputs, indices.length, 3 * units), Tensor.of(indices, indices.length));
  }
}
