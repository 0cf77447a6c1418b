package dev.cien.course.digit;

import dev.cien.data.Digits;
import dev.cien.io.Pixels;
import dev.cien.io.Safetensors;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.AdamW;
import dev.cien.recipes.DigitPicture;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainRun;
import dev.cien.train.Trainer;
import dev.cien.zoo.DigitsCnn;
import dev.cien.zoo.Staged;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Reads handwritten digits with a convolutional network of few maps, trained here in seconds.
///
/// ```java
/// DigitReader reader = DigitReader.train(progress -> {}, () -> false).orElseThrow();
/// Reading reading = reader.read(picture);
/// ```
public final class DigitReader {
  /// How many digits of MNIST it learns from.
  public static final int SAMPLES = 12_000;

  private static final int CHANNELS = 6;
  private static final int EPOCHS = 2;
  private static final int BATCH = 64;
  private static final double RATE = 0.002;
  private static final Set<String> ACTIVATIONS = Set.of("relu", "tanh", "sigmoid");

  /// They give what they were given, in another form.
  private static final Set<String> UNSEEN = Set.of("flatten", "dropout");

  private static final String ACCURACY = "accuracy";
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";

  private final dev.cien.nn.Layer model;
  private final float mean;
  private final float deviation;
  private final double accuracy;

  /// @param model gives ten logits for `[1, 1, 28, 28]`
  DigitReader(dev.cien.nn.Layer model, float mean, float deviation, double accuracy) {
    this.model = model;
    this.mean = mean;
    this.deviation = deviation;
    this.accuracy = accuracy;
  }

  /// Where training stands.
  ///
  /// @param step updates done
  /// @param steps updates in all
  /// @param loss of the last batch
  public record Progress(long step, long steps, double loss) {}

  /// A digit and how likely it is.
  public record Choice(int digit, double probability) {}

  /// What a layer gave.
  ///
  /// @param name of the layer, such as `conv1`
  /// @param shape `[maps, height, width]` or `[features]`
  /// @param values in row-major order
  public record Layer(String name, int[] shape, float[] values) {}

  /// A digit as the network reads it.
  ///
  /// @param choices all ten, the likeliest first
  /// @param ink what the network was given, 0 to 1, `28 · 28` values
  /// @param layers from the first to the logits
  public record Reading(List<Choice> choices, float[] ink, List<Layer> layers) {}

  /// Trains a reader and measures it on the ten thousand test digits.
  ///
  /// @param listener hears of the progress a few times a second
  /// @param stop asked after every update; when it says yes there is no reader
  public static Optional<DigitReader> train(Consumer<Progress> listener, BooleanSupplier stop) {
    return train(SAMPLES, listener, stop);
  }

  /// The same, from so many digits.
  static Optional<DigitReader> train(
      int samples, Consumer<Progress> listener, BooleanSupplier stop) {
    Digits raw = Digits.load();
    Digits digits = raw.standardized();
    DigitsCnn model = DigitsCnn.of(CHANNELS, 0.25, Rng.of(1));
    long[] steps = new long[1];
    TrainRun run =
        Trainer.of(model, Losses.crossEntropy(), AdamW.of(RATE))
            .epochs(EPOCHS)
            .batchSize(BATCH)
            .seed(1)
            .stopWhen(stop)
            .listen(
                event -> {
                  if (event instanceof TrainEvent.Started started) {
                    steps[0] = (long) started.epochs() * started.stepsPerEpoch();
                  } else if (event instanceof TrainEvent.Stepped stepped) {
                    listener.accept(
                        new Progress(stepped.step(), steps[0], stepped.measures().get("loss")));
                  }
                })
            .fit(digits.train().take(samples));
    if (run.stopped()) {
      return Optional.empty();
    }
    double accuracy = run.evaluate(digits.test(), Metrics.accuracy()).get(ACCURACY);
    return Optional.of(
        new DigitReader(model, raw.train().means()[0], raw.train().deviations()[0], accuracy));
  }

  /// A reader that was saved.
  ///
  /// @throws IllegalArgumentException if the file holds something else
  public static DigitReader load(Path file) {
    DigitsCnn model = DigitsCnn.of(CHANNELS, 0.25, Rng.of(1));
    Safetensors saved = Safetensors.open(file);
    Params.of(model).load(saved.tensors());
    Map<String, String> notes = saved.metadata();
    if (!notes.keySet().containsAll(List.of(MEAN, DEVIATION, ACCURACY))) {
      throw new IllegalArgumentException(file + " holds no reader of digits");
    }
    return new DigitReader(
        model,
        Float.parseFloat(notes.get(MEAN)),
        Float.parseFloat(notes.get(DEVIATION)),
        Double.parseDouble(notes.get(ACCURACY)));
  }

  /// Saves it with what was measured.
  public void save(Path file) {
    Safetensors.write(
        file,
        Params.of(model).values(),
        Map.of(
            MEAN, Float.toString(mean),
            DEVIATION, Float.toString(deviation),
            ACCURACY, Double.toString(accuracy)));
  }

  /// The share of the test digits that it reads right; NaN if nobody measured it.
  public double accuracy() {
    return accuracy;
  }

  /// How many parameters it has.
  public long parameters() {
    return Params.of(model).count();
  }

  /// Reads a picture of any size.
  ///
  /// @param picture with opacity; ink and paper of different brightness
  /// @throws dev.cien.recipes.InputException if the picture is one even colour
  public Reading read(Pixels picture) {
    float[] ink = DigitPicture.ink("drawing", picture);
    float[] scaled = new float[ink.length];
    for (int i = 0; i < ink.length; i++) {
      scaled[i] = (ink[i] - mean) / deviation;
    }
    Tensor x = Tensor.of(scaled, 1, 1, DigitPicture.SIZE, DigitPicture.SIZE);
    List<Staged.Trace> traces = trace(x);
    Tensor logits = traces.getLast().output();
    double[] probabilities = logits.softmax(-1).toDoubles();
    List<Choice> choices =
        IntStream.range(0, probabilities.length)
            .mapToObj(digit -> new Choice(digit, probabilities[digit]))
            .sorted(Comparator.comparingDouble(Choice::probability).reversed())
            .toList();
    return new Reading(choices, ink, layers(traces));
  }

  /// What each stage gives; of a network that is no chain, only the end.
  private List<Staged.Trace> trace(Tensor x) {
    return model instanceof Staged chain
        ? chain.trace(x)
        : List.of(new Staged.Trace(Staged.stage("out", model), model.forward(x)));
  }

  /// What comes out of each layer: of those with an activation, what it lets through.
  private static List<Layer> layers(List<Staged.Trace> traces) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      String name = traces.get(i).stage().name();
      boolean bent =
          i + 1 < traces.size() && ACTIVATIONS.contains(traces.get(i + 1).stage().name());
      if (!bent && !UNSEEN.contains(name)) {
        Tensor output = traces.get(i).output();
        int[] dims = output.shape().dims();
        layers.add(
            new Layer(
                ACTIVATIONS.contains(name) ? traces.get(i - 1).stage().name() : name,
                IntStream.range(1, dims.length).map(d -> dims[d]).toArray(),
                output.toFloats()));
      }
    }
    return layers;
  }
}
