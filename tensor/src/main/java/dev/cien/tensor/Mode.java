package dev.cien.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Whether code runs to train or to infer: a scope, never a global switch. The default is
/// inference, so nobody can forget to turn dropout off.
///
/// In a training scope layers such as dropout and batch normalisation behave as in training, [#rng]
/// is their source of random numbers, and assignments to [Variable]s are gathered and computed
/// together at the scope's end. A scope belongs to the thread that opened it.
public final class Mode {
  private static final ScopedValue<Mode> CURRENT = ScopedValue.newInstance();
  private static final Mode INFERENCE = new Mode(false, null, null);

  private final boolean training;
  private final Rng rng;
  private final Capture capture;

  /// Assignments that wait; of scopes within one another those of the outermost.
  private final Map<Variable, Tensor> pending;

  Mode(boolean training, Rng rng, Capture capture) {
    this(training, rng, capture, new LinkedHashMap<>());
  }

  private Mode(boolean training, Rng rng, Capture capture, Map<Variable, Tensor> pending) {
    this.training = training;
    this.rng = rng;
    this.capture = capture;
    this.pending = pending;
  }

  static Mode current() {
    return CURRENT.orElse(INFERENCE);
  }

  /// Whether the current scope trains.
  public static boolean isTraining() {
    return current().training;
  }

  /// The random numbers of the current training scope.
  ///
  /// @throws TensorException outside of one
  public static Rng rng() {
    Rng rng = current().rng;
    if (rng == null) {
      throw new TensorException(
          "mode: random numbers were asked for outside a training scope."
              + " Fix: Mode.training(rng, () -> …), or pass an Rng.");
    }
    return rng;
  }

  /// Runs `body` in a training scope and gives its result; assignments made in it hold when it
  /// returns. Those of a scope within another are computed together with the other's. While a
  /// [Step] is being recorded, the step's own random numbers stand in for `rng`: they are drawn
  /// anew at each run.
  public static <T> T training(Rng rng, Supplier<T> body) {
    Mode outer = current();
    if (outer.capture != null) {
      return new Mode(true, outer.capture.rng(), outer.capture).call(body);
    }
    if (outer.training) {
      return new Mode(true, rng, null, outer.pending).call(body);
    }
    Mode mode = new Mode(true, rng, null);
    T result = mode.call(body);
    mode.flush();
    return result;
  }

  /// Runs `body` in a training scope; assignments made in it hold when it returns.
  public static void training(Rng rng, Runnable body) {
    training(
        rng,
        () -> {
          body.run();
          return null;
        });
  }

  /// Runs `body` as in inference, also inside a training scope. Assignments take effect at once.
  public static <T> T inference(Supplier<T> body) {
    Capture capture = current().capture;
    if (capture != null) {
      return new Mode(false, null, capture).call(body);
    }
    return INFERENCE.call(body);
  }

  /// Runs `action` now; while a [Step] is being recorded, before each of its runs instead. For
  /// numbers that Java computes anew every time, such as a learning rate: the action assigns them
  /// to variables, which the step reads.
  public static void beforeEachRun(Runnable action) {
    Capture capture = current().capture;
    if (capture == null) {
      action.run();
    } else {
      capture.beforeEachRun(action);
    }
  }

  <T> T call(Supplier<T> body) {
    return ScopedValue.where(CURRENT, this).call(body::get);
  }

  /// What this scope sees in a variable, or `null` if it has no view of its own.
  Tensor read(Variable variable) {
    if (capture != null) {
      return capture.read(variable);
    }
    return pending.get(variable);
  }

  /// Takes an assignment, if this scope gathers them.
  boolean write(Variable variable, Tensor value) {
    if (capture != null) {
      capture.write(variable, value);
      return true;
    }
    if (training) {
      pending.put(variable, value);
      return true;
    }
    return false;
  }

  /// Computes the gathered assignments together.
  private void flush() {
    Tensor.computeAll(List.copyOf(pending.values()));
    pending.forEach((variable, value) -> variable.set(value.node().storage(), true));
    pending.clear();
  }
}
