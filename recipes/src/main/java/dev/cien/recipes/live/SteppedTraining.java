package dev.cien.recipes.live;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// A training that counts its steps up to a last one, and keeps the count with its state.
public abstract class SteppedTraining implements LiveTraining {
  private static final String STEP = "step";

  private final long most;
  private Settings settings;
  private long step;

  /// Before the first step.
  ///
  /// @param most steps of a whole training
  protected SteppedTraining(Settings settings, long most) {
    this.settings = settings;
    this.most = most;
  }

  @Override
  public final Settings settings() {
    return settings;
  }

  @Override
  public final long step() {
    return step;
  }

  @Override
  public final boolean isFinished() {
    return step >= most;
  }

  @Override
  public final void train() {
    advance(step);
    step++;
    measure(step);
  }

  /// Makes a step.
  ///
  /// @param before how many there were before
  protected abstract void advance(long before);

  /// Measures what is measured now and then.
  ///
  /// @param steps how many there were
  protected abstract void measure(long steps);

  /// All settings are fixed when training begins, unless a training says otherwise.
  @Override
  public void tune(String key, String value) {
    throw new InputException(
        new Text(
            "setting " + key + " is fixed when training begins",
            "el ajuste " + key + " se fija al empezar a entrenar"));
  }

  /// Goes on with other settings.
  protected final void settings(Settings changed) {
    settings = changed;
  }

  @Override
  public final Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    save(state);
    state.put(STEP, Tensor.of(new long[] {step}, 1));
    return state;
  }

  @Override
  public final void restore(Map<String, Tensor> state) {
    load(state);
    step = state.get(STEP).toLongs()[0];
  }

  /// Adds everything but the count of steps to a state.
  protected abstract void save(Map<String, Tensor> state);

  /// Takes what [#save] added over.
  protected abstract void load(Map<String, Tensor> state);
}
