package dev.cien.course.runs;

import dev.cien.data.DataUnavailableException;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Text;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// One training of a [Sweep], as it ended.
///
/// @param number which one
/// @param value of the setting
/// @param seed of all its random numbers
/// @param epochs its curves; of very many only every so many are kept
/// @param figures what was measured on the test data in the end
/// @param seconds how long it took
/// @param cut whether it was stopped because it took too long, and measured as it was
/// @param trouble why there is nothing, if so
public record SweptRun(
    int number,
    String value,
    long seed,
    List<KeptRun.Epoch> epochs,
    Map<String, Double> figures,
    double seconds,
    boolean cut,
    Optional<Text> trouble) {
  /// Seconds that a training may take.
  public static final int MOST_SECONDS = 120;

  private static final int MOST_EPOCHS = 120;

  /// Where a training stands.
  ///
  /// @param epoch the current one, from 1
  /// @param epochs all there are
  public record Progress(int epoch, int epochs) {}

  /// Trains and measures.
  ///
  /// @param stop asked while it trains
  /// @return nothing if it was stopped
  public static Optional<SweptRun> of(
      Sweep sweep, int number, BooleanSupplier stop, Consumer<Progress> listener) {
    long start = System.nanoTime();
    List<KeptRun.Epoch> epochs = new ArrayList<>();
    Map<String, Double> figures = new LinkedHashMap<>();
    BooleanSupplier late = () -> seconds(start) > MOST_SECONDS;
    boolean cut = false;
    Optional<Text> trouble = Optional.empty();
    try {
      Experiment experiment = sweep.found().prepare(sweep.settings(number));
      BooleanSupplier end = () -> stop.getAsBoolean() || late.getAsBoolean();
      for (Phase phase : experiment.before()) {
        phase.trainer().stopWhen(end).fit(phase.training());
      }
      int all = experiment.settings().epochs();
      TrainRun run =
          experiment
              .trainer()
              .stopWhen(end)
              .listen(event -> heard(event, all, epochs, listener))
              .fit(experiment.training());
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      cut = run.stopped();
      figures.putAll(experiment.evaluate().metrics());
    } catch (InputException e) {
      trouble = Optional.of(e.text());
    } catch (DataUnavailableException e) {
      trouble =
          Optional.of(
              new Text(
                  "Its data are not on this machine: " + e.getMessage(),
                  "Sus datos no están en este equipo. Detalle: " + e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      trouble =
          Optional.of(
              new Text(
                  "It cannot be trained: " + e.getMessage(),
                  "No se puede entrenar. Detalle: " + e.getMessage()));
    }
    return stop.getAsBoolean()
        ? Optional.empty()
        : Optional.of(
            new SweptRun(
                number,
                sweep.value(number),
                sweep.seed(number),
                thinned(epochs),
                figures,
                seconds(start),
                cut,
                trouble));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private static void heard(
      TrainEvent event, int all, List<KeptRun.Epoch> epochs, Consumer<Progress> listener) {
    if (event instanceof TrainEvent.Stepped stepped) {
      listener.accept(new Progress(stepped.epoch(), all));
    } else if (event instanceof TrainEvent.EpochEnded ended) {
      epochs.add(new KeptRun.Epoch(ended.epoch(), ended.training(), ended.validation()));
    }
  }

  private static List<KeptRun.Epoch> thinned(List<KeptRun.Epoch> epochs) {
    int every = (epochs.size() + MOST_EPOCHS - 1) / MOST_EPOCHS;
    List<KeptRun.Epoch> kept = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      // The last one is always there.
      if ((epochs.size() - 1 - i) % every == 0) {
        kept.add(epochs.get(i));
      }
    }
    return List.copyOf(kept);
  }
}
