package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.io.plot.Chart;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Learning from examples in the prompt: each text makes up a dictionary of its own, gives examples
/// of it, and asks. No weight changes while it reads; what it learns is in what it read.
///
/// A text is x₁ y₁ x₂ y₂ …, where yᵢ = f(xᵢ) and f is drawn anew for each text. The answer is known
/// only if the same x came before: after k examples with probability 1 − (1 − 1/m)ᵏ for m
/// questions.
public final class InContext implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "in-context",
        new Text(
            "Learning from examples in the prompt",
            "Aprender de los ejemplos del texto de entrada"),
        new Text(
            "The more examples stand before the question, the more answers are right, though no"
                + " weight changes: GPT-3's lesson in small.",
            "Cuantos más ejemplos hay antes de la pregunta, más respuestas acierta, sin que cambie"
                + " ningún peso: la lección de GPT-3 en pequeño."),
        List.of("H12", "T4"),
        "accuracy",
        true,
        0.5,
        80,
        "T. B. Brown et al.: Language models are few-shot learners, 2020, arXiv:2005.14165; C."
            + " Olsson et al., 2022, arXiv:2209.11895.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(40),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.002),
        Setting.whole("questions", 6, 2, "different questions", "preguntas distintas"),
        Setting.whole("answers", 6, 2, "different answers", "respuestas distintas"),
        Setting.whole("examples", 16, 2, "examples a text", "ejemplos por texto"),
        SpanishGpt.width(64),
        SpanishGpt.layers(2),
        Setting.whole("texts", 6400, 1, "texts an epoch", "textos por pasada"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "epochs", "2", "questions", "3", "answers", "3", "examples", "8", "texts", "5120");
  }

  @Override
  public double quickFloor() {
    return 0.5;
  }

  @Override
  public Experiment prepare(Settings settings) {
    int vocabulary = settings.whole("questions") + settings.whole("answers");
    int heads = Math.max(1, settings.whole("width") / 32);
    return new Reader(
        settings,
        Gpt.of(
            GptConfig.of(
                vocabulary,
                2 * settings.whole("examples"),
                32 * heads,
                heads,
                settings.whole("layers")),
            Rng.of(settings.seed())));
  }

  /// Texts with a dictionary each; only answers are asked for.
  private record Texts(int questions, int answers, int examples, int size, Rng rng)
      implements Dataset {
    @Override
    public Dataset forEpoch(long seed, int epoch) {
      return new Texts(questions, answers, examples, size, Rng.of(seed).fork(epoch));
    }

    @Override
    public Batch batch(int... indices) {
      int length = 2 * examples;
      int[] inputs = new int[indices.length * length];
      int[] targets = new int[indices.length * length];
      for (int i = 0; i < indices.length; i++) {
        Rng own = rng.fork(indices[i]);
        int[] dictionary = IntStream.range(0, questions).map(q -> own.nextInt(answers)).toArray();
        for (int k = 0; k < examples; k++) {
          int question = own.nextInt(questions);
          int at = i * length + 2 * k;
          inputs[at] = question;
          inputs[at + 1] = questions + dictionary[question];
          targets[at] = inputs[at + 1];
          targets[at + 1] = Pairs.IGNORED;
        }
      }
      return new Batch(
          Tensor.of(inputs, indices.length, length), Tensor.of(targets, indices.length, length));
    }
  }

  private static final class Reader implements Experiment {
    private static final CrossEntropy LOSS = Losses.crossEntropy().withIgnored(Pairs.IGNORED);
    private static final int TESTED = 1000;
    // Texts of other seeds than any training's epochs are drawn from.
    private static final long TEST = 0x7e57L;

    private final Settings settings;
    private final Gpt model;

    Reader(Settings settings, Gpt model) {
      this.settings = settings;
      this.model = model;
    }

    private Texts texts(int size, Rng rng) {
      return new Texts(
          settings.whole("questions"),
          settings.whole("answers"),
          settings.whole("examples"),
          size,
          rng);
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Gpt model() {
      return model;
    }

    @Override
    public Batches training() {
      return Batches.of(
              texts(settings.whole("texts"), Rng.of(settings.seed())),
              Math.min(settings.whole("texts"), settings.whole("batch")))
          .shuffled(settings.seed());
    }

    @Override
    public TrainStep step() {
      return (tokens, targets) ->
          TrainStep.Outcome.of(
              LOSS.cost(
                  model.forward(tokens).reshape(-1, model.vocabulary()), targets.reshape(-1)));
    }

    @Override
    public Optimizer optimizer() {
      return NextTokenExperiment.optimizer(model, settings.number("rate"), steps());
    }

    /// The share of right answers after 0, 1, 2, … examples.
    private double[] accuracies() {
      Batch test = texts(TESTED, Rng.of(TEST).fork(TEST)).all();
      int[] found = model.forward(test.inputs()).argMax(2).toInts();
      int[] right = test.targets().toInts();
      int examples = settings.whole("examples");
      double[] shares = new double[examples];
      for (int i = 0; i < right.length; i += 2) {
        shares[i / 2 % examples] += found[i] == right[i] ? 1.0 / TESTED : 0;
      }
      return shares;
    }

    @Override
    public Evaluation evaluate() {
      double[] shares = accuracies();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("accuracy", shares[shares.length - 1]);
      figures.put("zero_shot", shares[0]);
      figures.put("one_shot", shares[1]);
      return new Evaluation(TESTED, figures, List.of(), new int[0][0], List.of());
    }

    private double known(int examples) {
      double m = settings.whole("questions");
      double seen = 1 - StrictMath.pow(1 - 1 / m, examples);
      return seen + (1 - seen) / settings.whole("answers");
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "guess",
              new Text("an answer at random", "una respuesta al azar"),
              true,
              () -> 1.0 / settings.whole("answers")));
    }

    @Override
    public void show(Gallery gallery) {
      double[] shares = accuracies();
      double[] examples = IntStream.range(0, shares.length).asDoubleStream().toArray();
      gallery.chart(
          "examples",
          new Text(
              "Right answers by the number of examples before the question, and what a reader with"
                  + " perfect memory could reach.",
              "Aciertos según el número de ejemplos antes de la pregunta, y lo que lograría un"
                  + " lector con memoria perfecta."),
          Chart.of(
                  gallery.in("share of right answers", "fracción de aciertos"),
                  gallery.in("examples in the prompt", "ejemplos en el texto"),
                  "")
              .line(gallery.in("model", "modelo"), examples, shares)
              .line(
                  gallery.in("perfect memory", "memoria perfecta"),
                  examples,
                  IntStream.range(0, shares.length).mapToDouble(this::known).toArray()));
    }
  }
}
