package dev.cien.recipes.live;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A training that counts its steps up to a last one, and keeps the count with its state.
public abstract class SteppedTraining implements LiveTraining {
  private static final String STEP = "step";

  private final List<Setting> known;
  private final Set<String> tunable;
  private final long most;
  private Settings settings;
  private long step;

  /// Before the first step.
  ///
  /// @param known what can be set
  /// @param chosen what is set to another value than the standard one
  /// @param most steps of a whole training
  /// @param tunable the settings that may be changed while it trains; the others are fixed
  /// @throws InputException if a setting does not fit
  protected SteppedTraining(
      List<Setting> known, Map<String, String> chosen, long most, String... tunable) {
    this.known = known;
    this.settings = Settings.of(known, chosen);
    this.most = most;
    this.tunable = Set.of(tunable);
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

  @Override
  public final void tune(String key, String value) {
    if (!tunable.contains(key)) {
      throw new InputException(
          new Text(
              "setting " + key + " is fixed when training begins",
              "el ajuste " + key + " se fija al empezar a entrenar"));
    }
    Map<String, String> values = new LinkedHashMap<>(settings.values());
    values.put(key, value);
    settings = Settings.of(known, values);
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
