package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.data.Headlines;
import dev.cien.data.TensorDataset;
import dev.cien.data.TextParts;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Tensor;
import dev.cien.text.metric.Rouge;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PointerGenerator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Learns to write the headlines of stories, and is measured by the words, pairs and order of words
/// that they have in common with those of the agency.
final class HeadlineWriter implements Experiment {
  private static final double AVERAGED = 0.998;
  private static final double HUNDRED = 100;
  private static final int LEAST_WORDS = 12;

  private final Settings settings;
  private final PointerGenerator model;
  private final NewsWords words;
  private final TextParts<Headlines.Item> parts;
  private final TensorDataset train;

  HeadlineWriter(
      Settings settings, PointerGenerator model, NewsWords words, TextParts<Headlines.Item> parts) {
    this.settings = settings;
    this.model = model;
    this.words = words;
    this.parts = parts;
    this.train = words.dataset(parts.train());
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public PointerGenerator model() {
    return model;
  }

  @Override
  public Batches training() {
    return Batches.of(train, settings.whole("batch")).shuffled(settings.seed());
  }

  private Tensor cost(PointerGenerator of, Tensor inputs, Tensor targets) {
    int read = words.read();
    return of.cost(
        inputs.slice(1, 0, read),
        inputs.slice(1, read, 2 * read),
        inputs.slice(1, 2 * read, 2 * read + words.written()),
        targets);
  }

  @Override
  public TrainStep step() {
    return step(model);
  }

  private TrainStep step(PointerGenerator of) {
    return (inputs, targets) -> TrainStep.Outcome.of(cost(of, inputs, targets));
  }

  @Override
  public Optimizer optimizer() {
    return optimizer(model);
  }

  private Optimizer optimizer(PointerGenerator of) {
    return NextTokenExperiment.optimizer(of, settings.number("rate"), steps());
  }

  @Override
  public Trainer trainer() {
    TensorDataset held = words.dataset(parts.validation());
    return Experiment.super
        .trainer()
        .ema(averaged(AVERAGED))
        .validation(() -> Map.of("loss", cost(model, held.inputs(), held.targets()).item()));
  }

  private List<String> written(PointerGenerator of, List<Headlines.Item> stories) {
    return new Headliner(of, words, settings.whole("beam"))
        .write(stories.stream().map(story -> words.source(story.body())).toList()).stream()
            .map(written -> words.text(written.words()))
            .toList();
  }

  @Override
  public Evaluation evaluate() {
    TensorDataset held = words.dataset(parts.test());
    List<String> written = written(model, parts.test());
    List<String> right = parts.test().stream().map(Headlines.Item::headline).toList();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("rouge_l", HUNDRED * Rouge.l(written, right).f());
    figures.put("rouge_1", HUNDRED * Rouge.n(1, written, right).f());
    figures.put("rouge_2", HUNDRED * Rouge.n(2, written, right).f());
    figures.put("loss", cost(model, held.inputs(), held.targets()).item());
    return new Evaluation(right.size(), figures, List.of(), new int[0][0], List.of());
  }

  private double score(List<String> written) {
    return HUNDRED
        * Rouge.l(written, parts.test().stream().map(Headlines.Item::headline).toList()).f();
  }

  @Override
  public List<Baseline> baselines() {
    Leads leads = new Leads(parts.train(), parts.validation());
    return List.of(
        simple(
            "lead",
            new Text("the first sentence as it is", "la primera frase tal cual"),
            true,
            test -> test.stream().map(Leads::lead).toList()),
        simple(
            "cut",
            new Text(
                "its first words, as many as is best",
                "sus primeras palabras, las que más convengan"),
            true,
            leads::cut),
        simple(
            "central",
            new Text(
                "the first words of the sentence that is most like the story (TF-IDF)",
                "las primeras palabras de la frase más parecida a la noticia (TF-IDF)"),
            false,
            leads::central),
        simple(
            "kept",
            new Text(
                "the words of the first sentence that headlines keep most often",
                "las palabras de la primera frase que los titulares conservan más a menudo"),
            true,
            leads::kept),
        new Baseline(
            model.copies() ? "no-copying" : "copying",
            model.copies()
                ? new Text(
                    "the same network without copying, trained in the same way",
                    "la misma red sin copiar, entrenada igual")
                : new Text(
                    "the same network with copying, trained in the same way",
                    "la misma red copiando, entrenada igual"),
            false,
            this::other));
  }

  private Baseline simple(
      String name, Text what, boolean fast, Function<List<Headlines.Item>, List<String>> written) {
    return new Baseline(name, what, fast, () -> score(written.apply(parts.test())));
  }

  /// The same parameters, trained in the same way, with copying if the model does without and the
  /// other way round.
  private double other() {
    PointerGenerator other = WritingHeadlines.model(settings, words).withCopies(!model.copies());
    Trainer.custom(other, step(other), optimizer(other))
        .epochs(settings.epochs())
        .seed(settings.seed())
        .ema(averaged(AVERAGED))
        .fit(training());
    return score(written(other, parts.test()));
  }

  /// The headlines of a file's lines, a story each.
  @Override
  public List<Prediction> predict(Path file) {
    List<Lines.Line> lines = Lines.of(file);
    List<NewsWords.Source> sources = lines.stream().map(this::source).toList();
    List<Headliner.Written> written =
        new Headliner(model, words, settings.whole("beam")).write(sources);
    return IntStream.range(0, lines.size())
        .mapToObj(
            i -> new Prediction(lines.get(i).text(), words.text(written.get(i).words()), Map.of()))
        .toList();
  }

  private NewsWords.Source source(Lines.Line line) {
    NewsWords.Source source = words.source(Headlines.plain(line.text()));
    if (source.ids().length < LEAST_WORDS) {
      throw line.refused(
          new Text(
              "expected a story of at least "
                  + LEAST_WORDS
                  + " words and signs, found "
                  + source.ids().length
                  + ". Fix: write the story on one line",
              "se esperaba una noticia de al menos "
                  + LEAST_WORDS
                  + " palabras y signos, se encontraron "
                  + source.ids().length
                  + ". Remedio: escriba la noticia en una línea"));
    }
    return source;
  }

  @Override
  public void show(Gallery gallery) {
    new HeadlineShow(
            words,
            new Headliner(model, words, settings.whole("beam")),
            new Leads(parts.train(), parts.validation()),
            parts.test())
        .show(gallery);
  }
}
