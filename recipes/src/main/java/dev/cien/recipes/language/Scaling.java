package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.io.plot.Chart;
import dev.cien.nn.Layer;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.PowerLaw;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// How a language model's loss falls with the compute that is spent on it, over six sizes.
///
/// Each model is larger than the one before and reads more; a straight line through the logarithms
/// of loss and compute is a power law, L = (C₀ / C)^α.
public final class Scaling implements Recipe {
  /// Width, heads and blocks of each model, from the smallest.
  private static final int[][] SIZES = {
    {16, 1, 1}, {24, 1, 1}, {32, 1, 2}, {48, 2, 2}, {64, 2, 2}, {96, 3, 2}
  };

  private static final double MORE = 1.5;
  private static final int[] CHAPTERS = {1, 4, 16, 64};

  @Override
  public Card card() {
    return new Card(
        "scaling",
        new Text("A scaling law of our own", "Una ley de escala propia"),
        new Text(
            "Six sizes of one model: the loss falls along a straight line in logarithms, so that"
                + " the small ones foretell the large ones; with little text to read, size does not"
                + " help.",
            "Seis tamaños de un modelo: la pérdida cae a lo largo de una recta en logaritmos, y los"
                + " pequeños anuncian a los grandes; con poco texto que leer, el tamaño no ayuda."),
        List.of("H12", "C4l"),
        "r2",
        true,
        0.9,
        60,
        "J. Kaplan et al.: Scaling laws for neural language models, 2020, arXiv:2001.08361; J."
            + " Hoffmann et al., 2022, arXiv:2203.15556.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(1),
        Setting.seed(),
        Setting.batch(16),
        Setting.rate(0.004),
        NextTokenExperiment.context(64),
        Setting.whole(
            "steps",
            100,
            1,
            "updates of the smallest model; each next one gets half as many again",
            "pasos del modelo más pequeño; cada siguiente, la mitad más"),
        NextTokenExperiment.chapters(),
        NextTokenExperiment.heldOut(6));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("steps", "24", "held-out", "2", "chapters", "100", "context", "32");
  }

  @Override
  public double quickFloor() {
    return 0.8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Prose prose = Prose.of(0, settings.whole("chapters"), settings.whole("held-out"));
    List<GptConfig> sizes = new ArrayList<>();
    for (int[] size : SIZES) {
      sizes.add(
          GptConfig.of(
              prose.tokenizer().size(), settings.whole("context"), size[0], size[1], size[2]));
    }
    List<Gpt> models =
        IntStream.range(0, sizes.size())
            .mapToObj(i -> Gpt.of(sizes.get(i), Rng.of(settings.seed()).fork(i)))
            .toList();
    return new Family(settings, new Sizes(models), sizes, prose);
  }

  /// All models; what is saved of a run.
  ///
  /// @param models from the smallest
  record Sizes(List<Gpt> models) implements Layer {
    /// What the largest says.
    @Override
    public Tensor forward(Tensor x) {
      return models.getLast().forward(x);
    }
  }

  private static final class Family implements Experiment {
    private final Settings settings;
    private final Sizes sizes;
    private final List<GptConfig> configs;
    private final Prose prose;

    Family(Settings settings, Sizes sizes, List<GptConfig> configs, Prose prose) {
      this.settings = settings;
      this.sizes = sizes;
      this.configs = configs;
      this.prose = prose;
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Sizes model() {
      return sizes;
    }

    private int steps(int size) {
      return (int) Math.round(settings.whole("steps") * StrictMath.pow(MORE, size));
    }

    private double compute(int size) {
      return configs.get(size).trainingFlops()
          * steps(size)
          * settings.whole("batch")
          * settings.whole("context");
    }

    private Batches pieces(int steps, int... tokens) {
      int batch = settings.whole("batch");
      return Batches.of(
              TextWindows.of(tokens, settings.whole("context"), steps * batch, settings.seed()),
              batch)
          .shuffled(settings.seed());
    }

    private static TrainStep step(Gpt model) {
      return (tokens, targets) -> TrainStep.Outcome.of(Perplexities.cost(model, tokens, targets));
    }

    private Optimizer optimizer(Gpt model, int steps) {
      return NextTokenExperiment.optimizer(model, settings.number("rate"), steps);
    }

    private int last() {
      return configs.size() - 1;
    }

    @Override
    public Batches training() {
      return pieces(steps(last()), prose.train().tokens());
    }

    @Override
    public TrainStep step() {
      return step(sizes.models().getLast());
    }

    @Override
    public Optimizer optimizer() {
      return optimizer(sizes.models().getLast(), steps(last()) * settings.epochs());
    }

    @Override
    public List<Phase> before() {
      List<Phase> phases = new ArrayList<>();
      for (int i = 0; i < last(); i++) {
        Gpt model = sizes.models().get(i);
        phases.add(
            new Phase(
                "size-" + (i + 1),
                new Text("model " + (i + 1) + " of 6", "modelo " + (i + 1) + " de 6"),
                model,
                Trainer.custom(model, step(model), optimizer(model, steps(i)))
                    .seed(settings.seed()),
                pieces(steps(i), prose.train().tokens())));
      }
      return phases;
    }

    private double loss(Gpt model) {
      return Perplexities.meanNats(model, settings.whole("context"), prose.test().tokens());
    }

    private double[] losses() {
      return sizes.models().stream().mapToDouble(this::loss).toArray();
    }

    private double[] computes() {
      return IntStream.range(0, configs.size()).mapToDouble(this::compute).toArray();
    }

    @Override
    public Evaluation evaluate() {
      double[] losses = losses();
      PowerLaw fit = PowerLaw.of(computes(), losses);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("r2", fit.r2());
      figures.put("exponent", -fit.exponent());
      figures.put("loss", losses[last()]);
      return new Evaluation(
          prose.test().tokens().length, figures, List.of(), new int[0][0], List.of());
    }

    /// None: the law itself is what is asked for.
    @Override
    public List<Baseline> baselines() {
      return List.of();
    }

    @Override
    public void show(Gallery gallery) {
      double[] computes = computes();
      double[] losses = losses();
      PowerLaw fit = PowerLaw.of(computes, losses);
      double[] line = Arrays.stream(computes).map(fit::at).toArray();
      gallery.chart(
          "loss-and-compute",
          new Text(
              String.format(
                  Locale.ROOT,
                  "Six models: loss ∝ compute^%.3f, R² = %.3f.",
                  fit.exponent(),
                  fit.r2()),
              String.format(
                  Locale.ROOT,
                  "Seis modelos: pérdida ∝ cómputo^%.3f, R² = %.3f.",
                  fit.exponent(),
                  fit.r2())),
          Chart.of(
                  gallery.in("nats per character", "nats por carácter"),
                  gallery.in("floating-point operations", "operaciones en coma flotante"),
                  "")
              .dots(gallery.in("models", "modelos"), computes, losses)
              .line(gallery.in("power law", "ley de potencia"), computes, line)
              .logarithmicX()
              .logarithmicY());
      List<List<String>> table = new ArrayList<>();
      table.add(
          List.of(
              gallery.in("width", "anchura"),
              gallery.in("blocks", "bloques"),
              gallery.in("parameters", "parámetros"),
              gallery.in("steps", "pasos"),
              gallery.in("operations", "operaciones"),
              gallery.in("loss", "pérdida")));
      for (int i = 0; i < configs.size(); i++) {
        table.add(
            List.of(
                Integer.toString(configs.get(i).width()),
                Integer.toString(configs.get(i).layers()),
                Long.toString(configs.get(i).parameters()),
                Integer.toString(steps(i)),
                String.format(Locale.ROOT, "%.2e", computes[i]),
                String.format(Locale.ROOT, "%.4f", losses[i])));
      }
      gallery.table("sizes", new Text("The six models.", "Los seis modelos."), table);
      data(gallery);
    }

    /// What the largest says.
    @Override
    public List<Prediction> predict(Path file) {
      return prose
          .continuations(sizes.models().getLast(), settings.seed())
          .of(file, SpanishGpt.sensible(SpanishGpt.TEMPERATURE));
    }

    /// The same model with more and more text to learn from.
    private void data(Gallery gallery) {
      int size = configs.size() / 2;
      String whole = prose.tokenizer().decode(prose.train().tokens());
      double chapter = (double) whole.length() / settings.whole("chapters");
      double[] read = new double[CHAPTERS.length];
      double[] losses = new double[CHAPTERS.length];
      for (int i = 0; i < CHAPTERS.length; i++) {
        int[] tokens =
            Arrays.copyOf(
                prose.train().tokens(),
                (int) Math.min(prose.train().tokens().length, CHAPTERS[i] * chapter));
        Gpt model = Gpt.of(configs.get(size), Rng.of(settings.seed()));
        Trainer.custom(model, step(model), optimizer(model, steps(size)))
            .seed(settings.seed())
            .fit(pieces(steps(size), tokens));
        read[i] = tokens.length;
        losses[i] = loss(model);
      }
      gallery.chart(
          "loss-and-data",
          new Text(
              "The fourth model after as many steps on more and more text, measured on chapters"
                  + " that it never read.",
              "El cuarto modelo tras los mismos pasos con cada vez más texto, medido en capítulos"
                  + " que nunca leyó."),
          Chart.of(
                  gallery.in("nats per character", "nats por carácter"),
                  gallery.in("characters to learn from", "caracteres de los que aprender"),
                  "")
              .line(gallery.in("held-out loss", "pérdida en texto nuevo"), read, losses)
              .logarithmicX());
    }
  }
}
