package dev.cien.recipes.sequence;

import dev.cien.nn.GRU;
import dev.cien.nn.LSTM;
import dev.cien.nn.RNN;
import dev.cien.nn.Recurrent;
import dev.cien.recipes.live.MatrixRows;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.GateTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the gates of any cell did while it read one sequence, step by step, `[T][hidden]` by name:
/// `input`, `forget`, `output`, `memory` of an LSTM, `reset` and `keep` of a GRU, `hidden` of all.
final class CellTrace {
  private CellTrace() {}

  /// @param x `[T, in]`
  static Map<String, float[][]> of(Recurrent<?> cell, Tensor x) {
    Map<String, float[][]> trace = new LinkedHashMap<>();
    switch (cell) {
      case LSTM lstm -> {
        GateTrace gates = GateTrace.of(lstm, x);
        trace.put("input", gates.input());
        trace.put("forget", gates.forget());
        trace.put("output", gates.output());
        trace.put("memory", gates.memory());
        trace.put("hidden", gates.hidden());
      }
      case GRU gru -> gru(gru, x, trace);
      case RNN rnn -> trace.put("hidden", MatrixRows.of(rnn.forward(x.unsqueeze(0)).at(0)));
    }
    return trace;
  }

  /// r and z of every step follow from the states, which the layer itself gives.
  private static void gru(GRU gru, Tensor x, Map<String, float[][]> trace) {
    int steps = x.shape().dim(0);
    int width = gru.config().hidden();
    Tensor hidden = gru.forward(x.unsqueeze(0)).at(0);
    Tensor before = Tensor.concat(0, Tensor.zeros(1, width), hidden.slice(0, 0, steps - 1));
    List<Tensor> sums = affine(gru, "ih_l0", x).add(affine(gru, "hh_l0", before)).chunk(-1, 3);
    trace.put("reset", MatrixRows.of(sums.get(0).sigmoid()));
    trace.put("keep", MatrixRows.of(sums.get(1).sigmoid()));
    trace.put("hidden", MatrixRows.of(hidden));
  }

  private static Tensor affine(GRU gru, String which, Tensor x) {
    return x.matmul(gru.weights().get("weight_" + which).value().t())
        .add(gru.weights().get("bias_" + which).value());
  }
}
