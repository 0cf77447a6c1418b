package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.data.NamedEntities;
import dev.cien.data.TextParts;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.text.Entity;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Learns to find names, and is measured in whole names on sentences that it never read.
final class NameFinding implements Experiment {
  private static final double AVERAGED = 0.998;
  private static final int LINEAR_EPOCHS = 4;
  private static final double LINEAR_RATE = 0.02;

  private final Settings settings;
  private final EntityTagger model;
  private final SentencePieces pieces;
  private final TextParts<NamedEntities.Sentence> parts;
  private final EntityDictionary dictionary;
  private final Bundles<SentencePieces.Piece> bundles;

  NameFinding(
      Settings settings,
      EntityTagger model,
      SentencePieces pieces,
      TextParts<NamedEntities.Sentence> parts) {
    this.settings = settings;
    this.model = model;
    this.pieces = pieces;
    this.parts = parts;
    this.dictionary = EntityDictionary.of(parts.train());
    this.bundles =
        Bundles.of(pieces, pieces.of(parts.train()), SentencePieces.STEP, settings.whole("batch"));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public EntityTagger model() {
    return model;
  }

  @Override
  public Batches training() {
    return Batches.of(bundles, 1).shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    return (inputs, targets) -> TrainStep.Outcome.of(model.cost(inputs.at(0), targets.at(0)));
  }

  @Override
  public Optimizer optimizer() {
    return NextTokenExperiment.optimizer(model, settings.number("rate"), steps());
  }

  @Override
  public Trainer trainer() {
    return Experiment.super
        .trainer()
        .ema(averaged(AVERAGED))
        .validation(() -> Map.of("entity_f1", figures(model, parts.validation()).all().f1()))
        .watch("entity_f1", true);
  }

  private EntityFigures figures(EntityTagger tagger, List<NamedEntities.Sentence> sentences) {
    return EntityFigures.of(sentences, tags(tagger, sentences), dictionary);
  }

  private List<List<String>> tags(EntityTagger tagger, List<NamedEntities.Sentence> sentences) {
    return tagger.tags(pieces, sentences.stream().map(NamedEntities.Sentence::words).toList());
  }

  @Override
  public Evaluation evaluate() {
    EntityFigures figures = figures(model, parts.test());
    return new Evaluation(
        parts.test().size(),
        figures.metrics(),
        Stream.concat(Stream.of(Entity.OUTSIDE), NamedEntities.TYPES.stream()).toList(),
        figures.confusion(),
        List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "outside",
            new Text("no word is part of a name", "ninguna palabra es parte de un nombre"),
            true,
            () -> f1(words -> Collections.nCopies(words.size(), Entity.OUTSIDE))),
        new Baseline(
            "frequent-tag",
            new Text(
                "every word as it was tagged most often",
                "cada palabra como más veces se etiquetó"),
            true,
            this::frequentTags),
        new Baseline(
            "dictionary",
            new Text(
                "the names of the training sentences, the longest first",
                "los nombres de las frases de entrenamiento, antes los más largos"),
            true,
            () -> f1(dictionary::tags)),
        new Baseline(
            "linear",
            new Text(
                "a linear model on the same features of three words in a row",
                "un modelo lineal con los mismos rasgos de tres palabras seguidas"),
            false,
            this::linear));
  }

  /// The F1 of tags that need no training.
  private double f1(UnaryOperator<List<String>> tag) {
    List<List<String>> tags =
        parts.test().stream().map(sentence -> tag.apply(sentence.words())).toList();
    return EntityFigures.of(parts.test(), tags, dictionary).all().f1();
  }

  private double frequentTags() {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (NamedEntities.Sentence sentence : parts.train()) {
      for (int i = 0; i < sentence.words().size(); i++) {
        counts
            .computeIfAbsent(sentence.words().get(i), _ -> new HashMap<>())
            .merge(sentence.tags().get(i), 1, Integer::sum);
      }
    }
    Map<String, String> often = new HashMap<>();
    counts.forEach((word, tags) -> often.put(word, EntityDictionary.favourite(tags)));
    return f1(
        words -> words.stream().map(word -> often.getOrDefault(word, Entity.OUTSIDE)).toList());
  }

  private double linear() {
    EntityTagger linear =
        new EntityTagger(LinearTagger.of(pieces.features().size()), Optional.empty());
    Trainer.custom(
            linear,
            (inputs, targets) -> TrainStep.Outcome.of(linear.cost(inputs.at(0), targets.at(0))),
            NextTokenExperiment.optimizer(
                linear, LINEAR_RATE, (long) LINEAR_EPOCHS * training().steps()))
        .epochs(LINEAR_EPOCHS)
        .seed(settings.seed())
        .fit(training());
    return figures(linear, parts.test()).all().f1();
  }

  /// The names in lines of Turkish text.
  @Override
  public List<Prediction> predict(Path file) {
    return new NameLines(sentences -> model.tags(pieces, sentences)).predict(file);
  }

  @Override
  public void show(Gallery gallery) {
    new NamePages(gallery, parts.test(), tags(model, parts.test()), dictionary).show(model.field());
  }
}
