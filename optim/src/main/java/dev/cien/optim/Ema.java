package dev.cien.optim;

import dev.cien.tensor.Mode;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Exponential moving average of weights: a ← a + (1 − decay) · (p − a) after each update; the
/// first update copies.
///
/// Averaged weights are often better than the last ones, most of all for generative models. Polyak
/// & Juditsky 1992; in this form Tarvainen & Valpola 2017,
/// [arXiv:1703.01780](https://arxiv.org/abs/1703.01780). Call [#update] after [Optimizer#step], in
/// the same training scope or recorded step. Buffers such as running statistics are not averaged.
public final class Ema {
  private final double decay;
  private final Map<Variable, Variable> averages = new LinkedHashMap<>();
  private final Variable share = Variable.of("ema.share", Tensor.scalar(1));
  private long updates;

  private Ema(List<Variable> parameters, double decay) {
    Checks.fraction("ema", "the decay", decay);
    this.decay = decay;
    parameters.forEach(p -> averages.put(p, Variable.of("ema." + p.name(), p.value())));
  }

  /// An average that keeps the share `decay` of itself at each update; 0.999 is usual.
  public static Ema of(List<Variable> parameters, double decay) {
    return new Ema(parameters, decay);
  }

  /// Moves the averages towards what the parameters are now.
  public void update() {
    Mode.beforeEachRun(() -> share.assign(Tensor.scalar(updates++ == 0 ? 1 : 1 - decay)));
    averages.forEach(
        (parameter, average) -> {
          Tensor a = average.value();
          average.assign(a.add(parameter.value().sub(a).mul(share.value())));
        });
  }

  /// Runs `body` with the averages in place of the parameters, and puts the parameters back.
  public <T> T during(Supplier<T> body) {
    Map<Variable, Tensor> own = new LinkedHashMap<>();
    averages.keySet().forEach(parameter -> own.put(parameter, parameter.value()));
    apply();
    try {
      return body.get();
    } finally {
      own.forEach(Variable::assign);
    }
  }

  /// Replaces the parameters by their averages.
  public void apply() {
    averages.forEach((parameter, average) -> parameter.assign(average.value()));
  }

  /// The averages by the names of the parameters, and how many updates they had.
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    averages.forEach((parameter, average) -> state.put("ema." + parameter.name(), average.value()));
    state.put("ema.updates", Tensor.of(new long[] {updates}));
    return state;
  }

  /// Takes over a state that [#state] gave; other names in it are left alone.
  public void restore(Map<String, Tensor> state) {
    averages.forEach(
        (parameter, average) -> average.assign(require(state, "ema." + parameter.name())));
    updates = require(state, "ema.updates").toLongs()[0];
  }

  private static Tensor require(Map<String, Tensor> state, String name) {
    Tensor value = state.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "ema: expected "
              + name
              + " in the saved state, found none."
              + " Usual cause: a run that was started without averages.");
    }
    return value;
  }
}
