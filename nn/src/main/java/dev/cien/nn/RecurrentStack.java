package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the recurrent layers share: their parameters, layers on each other, and both directions.
final class RecurrentStack {
  /// One step of one layer.
  @FunctionalInterface
  interface Cell {
    /// The state after a step; its first tensor is the result.
    ///
    /// @param input W·x + b of the input, `[N, gates·hidden]`
    /// @param recurrent W·h + b of the state, `[N, gates·hidden]`
    /// @param state the state before, each `[N, hidden]`; an LSTM's result `[N, projection]`
    Tensor[] next(Tensor input, Tensor recurrent, Tensor... state);
  }

  record Result(Tensor output, Tensor[] state) {}

  private RecurrentStack() {}

  /// Weights and biases uniform in ±1/√hidden, named and ordered as PyTorch does.
  static Map<String, Variable> start(RecurrentConfig config, int gates, Rng rng) {
    Map<String, Variable> weights = new LinkedHashMap<>();
    double bound = 1 / Math.sqrt(config.hidden());
    int rows = gates * config.hidden();
    for (int layer = 0; layer < config.layers(); layer++) {
      int in = layer == 0 ? config.in() : config.directions() * config.out();
      for (int direction = 0; direction < config.directions(); direction++) {
        String suffix = suffix(layer, direction);
        put(weights, "weight_ih" + suffix, Init.uniform(rng, bound, rows, in));
        put(weights, "weight_hh" + suffix, Init.uniform(rng, bound, rows, config.out()));
        if (config.bias()) {
          put(weights, "bias_ih" + suffix, Init.uniform(rng, bound, rows));
          put(weights, "bias_hh" + suffix, Init.uniform(rng, bound, rows));
        }
        if (config.projection() > 0) {
          put(
              weights,
              "weight_hr" + suffix,
              Init.uniform(rng, bound, config.projection(), config.hidden()));
        }
      }
    }
    return weights;
  }

  private static void put(Map<String, Variable> weights, String name, Tensor value) {
    weights.put(name, Variable.of(name, value));
  }

  private static String suffix(int layer, int direction) {
    return "_l" + layer + (direction == 1 ? "_reverse" : "");
  }

  static Map<String, Variable> ordered(Map<String, Variable> weights) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /// Only an LSTM has a memory beside its result, so that the result may be narrower.
  static void refuseProjection(String layer, RecurrentConfig config) {
    if (config.projection() > 0) {
      throw new TensorException(
          layer
              + ": a projection is for LSTM alone, found "
              + config.projection()
              + ". Fix: LSTM, or Linear.of("
              + config.hidden()
              + ", "
              + config.projection()
              + ", rng) after this layer.");
    }
  }

  static Tensor zeros(RecurrentConfig config, Map<String, Variable> weights, int batch, int width) {
    return Tensor.zeros(config.layers() * config.directions(), batch, width)
        .cast(weights.get("weight_ih_l0").dtype());
  }

  static Result sequence(
      Object layer,
      RecurrentConfig config,
      Map<String, Variable> weights,
      Cell cell,
      Tensor x,
      Tensor... state) {
    checkSequence(layer, config, x);
    checkState(layer, config, x.shape().dim(config.batchFirst() ? 0 : 1), state);
    Tensor y = config.batchFirst() ? x.transpose(0, 1) : x;
    Tensor[][] last = new Tensor[config.layers() * config.directions()][];
    for (int l = 0; l < config.layers(); l++) {
      Tensor[] sides = new Tensor[config.directions()];
      for (int direction = 0; direction < sides.length; direction++) {
        int at = l * sides.length + direction;
        Tensor[] start = Arrays.stream(state).map(part -> part.at(at)).toArray(Tensor[]::new);
        Result result = direction(weights, suffix(l, direction), cell, direction == 1, y, start);
        sides[direction] = result.output();
        last[at] = result.state();
      }
      y = Tensor.concat(-1, sides);
      if (l + 1 < config.layers() && config.dropout() > 0) {
        y = Dropout.of(config.dropout()).forward(y);
      }
    }
    return new Result(config.batchFirst() ? y.transpose(0, 1) : y, stacked(last));
  }

  private static Result direction(
      Map<String, Variable> weights,
      String suffix,
      Cell cell,
      boolean backwards,
      Tensor x,
      Tensor... start) {
    // The biases are added step by step, where the gates' own kernel does it on the way.
    Tensor products = product(weights, "ih" + suffix, x);
    int steps = x.shape().dim(0);
    Tensor[] outputs = new Tensor[steps];
    Tensor[] state = start;
    for (int i = 0; i < steps; i++) {
      int t = backwards ? steps - 1 - i : i;
      Tensor input = biased(weights, "ih" + suffix, products.at(t));
      state = next(weights, suffix, cell, input, state);
      outputs[t] = state[0];
    }
    return new Result(Tensor.stack(0, outputs), state);
  }

  static Result step(
      Object layer,
      RecurrentConfig config,
      Map<String, Variable> weights,
      Cell cell,
      Tensor x,
      Tensor... state) {
    if (config.bidirectional()) {
      throw new TensorException(
          layer
              + ": one step has no other direction to be read in. Fix: sequence, or"
              + " withBidirectional(false).");
    }
    Checks.features(layer, weights.get("weight_ih_l0"), config.in(), x);
    if (x.shape().rank() != 2) {
      throw new ShapeException(
          layer
              + ": expected one step [N, "
              + config.in()
              + "], found "
              + x.shape()
              + ". Fix: sequence for a whole sequence, or unsqueeze(0) for a single sample.");
    }
    checkState(layer, config, x.shape().dim(0), state);
    Tensor y = x;
    Tensor[][] last = new Tensor[config.layers()][];
    for (int l = 0; l < config.layers(); l++) {
      int at = l;
      Tensor[] before = Arrays.stream(state).map(part -> part.at(at)).toArray(Tensor[]::new);
      String suffix = suffix(l, 0);
      last[l] = next(weights, suffix, cell, affine(weights, "ih" + suffix, y), before);
      y = last[l][0];
      if (l + 1 < config.layers() && config.dropout() > 0) {
        y = Dropout.of(config.dropout()).forward(y);
      }
    }
    return new Result(y, stacked(last));
  }

  private static Tensor[] next(
      Map<String, Variable> weights, String suffix, Cell cell, Tensor input, Tensor... state) {
    Tensor[] next = cell.next(input, affine(weights, "hh" + suffix, state[0]), state);
    Variable projection = weights.get("weight_hr" + suffix);
    if (projection != null) {
      next[0] = next[0].matmul(projection.value().t());
    }
    return next;
  }

  private static Tensor affine(Map<String, Variable> weights, String which, Tensor x) {
    return biased(weights, which, product(weights, which, x));
  }

  private static Tensor product(Map<String, Variable> weights, String which, Tensor x) {
    return x.matmul(weights.get("weight_" + which).value().t());
  }

  private static Tensor biased(Map<String, Variable> weights, String which, Tensor product) {
    Variable bias = weights.get("bias_" + which);
    return bias == null ? product : product.add(bias.value());
  }

  private static Tensor[] stacked(Tensor[]... last) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < last[0].length; i++) {
      int part = i;
      parts.add(
          Tensor.stack(0, Arrays.stream(last).map(state -> state[part]).toArray(Tensor[]::new)));
    }
    return parts.toArray(Tensor[]::new);
  }

  static void checkSequence(Object layer, RecurrentConfig config, Tensor x) {
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          layer
              + ": expected a sequence "
              + (config.batchFirst() ? "[N, T, " : "[T, N, ")
              + config.in()
              + "], found "
              + x.shape()
              + ". Usual cause: a missing axis of samples; fix: unsqueeze.");
    }
    Checks.features(layer, null, config.in(), x);
    if (x.shape().dim(config.batchFirst() ? 1 : 0) == 0) {
      throw new ShapeException(
          layer
              + ": expected a sequence of one step or more, found "
              + x.shape()
              + ". Usual cause: samples and steps exchanged; fix: withBatchFirst.");
    }
  }

  private static void checkState(Object layer, RecurrentConfig config, int batch, Tensor... state) {
    for (int i = 0; i < state.length; i++) {
      Tensor part = state[i];
      int width = i == 0 ? config.out() : config.hidden();
      int[] expected = {config.layers() * config.directions(), batch, width};
      if (!Arrays.equals(expected, part.shape().dims())) {
        throw new ShapeException(
            layer
                + ": expected a state "
                + Arrays.toString(expected)
                + ", found "
                + part.shape()
                + ". Usual cause: a state of another batch size; fix: zeroState("
                + batch
                + ").");
      }
    }
  }

  static String describe(String layer, RecurrentConfig config) {
    return layer
        + "(in="
        + config.in()
        + ", hidden="
        + config.hidden()
        + ", layers="
        + config.layers()
        + (config.bidirectional() ? ", bidirectional" : "")
        + (config.dropout() > 0 ? ", dropout=" + config.dropout() : "")
        + (config.bias() ? "" : ", bias=false")
        + (config.projection() > 0 ? ", projection=" + config.projection() : "")
        + ")";
  }
}
