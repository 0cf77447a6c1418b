package dev.cien.train;

import dev.cien.data.Batches;
import dev.cien.nn.Params;
import dev.cien.optim.Ema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Everything that a training loop needs to know, put together by [Trainer].
///
/// @param model parameters and buffers
/// @param step what happens with a batch
/// @param optimizers what moves the parameters
/// @param ema averages of the weights, if wanted
/// @param batches the training data
/// @param epochs how often through it
/// @param accumulation batches an update
/// @param seed what random numbers in the step are drawn from
/// @param validate measures the model, if there is something to measure it on
/// @param watched the number that decides what is best
/// @param higherIsBetter its direction
/// @param patience epochs without improvement before stopping; 0 for no early stopping
/// @param restoreBest whether the best model is the result rather than the last
/// @param folder the run folder, if there is one
/// @param resume whether to go on with what is there
/// @param keep checkpoints kept
/// @param saveSeconds a checkpoint at least so often
/// @param config what to write into `config.json`
/// @param words what the learning curves draw for a name
/// @param stop whether to end at the next step
/// @param listener hears every event
record Plan(
    Params model,
    TrainStep step,
    Optimizers optimizers,
    Optional<Ema> ema,
    Batches batches,
    int epochs,
    int accumulation,
    long seed,
    Optional<Supplier<Map<String, Double>>> validate,
    String watched,
    boolean higherIsBetter,
    int patience,
    boolean restoreBest,
    Optional<Path> folder,
    boolean resume,
    int keep,
    double saveSeconds,
    Map<String, Object> config,
    UnaryOperator<String> words,
    BooleanSupplier stop,
    Consumer<TrainEvent> listener) {

  /// Everything with tensors that decide how the run goes on.
  List<State.Part> parts() {
    List<State.Part> parts = new ArrayList<>();
    parts.add(new State.Part("model", model::values, model::load));
    parts.addAll(optimizers.parts());
    ema.ifPresent(each -> parts.add(new State.Part("averages", each::state, each::restore)));
    return parts;
  }
}
