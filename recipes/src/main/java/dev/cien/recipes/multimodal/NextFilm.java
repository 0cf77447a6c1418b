package dev.cien.recipes.multimodal;

import dev.cien.data.Batches;
import dev.cien.data.MovieLens;
import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.ItemTower;
import dev.cien.zoo.SasRec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Learning from what people rated which film they rate next, and ranking all films by it.
///
/// The epoch with the best validation is kept: with a few hundred people a model soon knows them by
/// heart.
record NextFilm(Settings settings, Films films, Viewings viewings, SasRec model)
    implements Experiment {
  /// How many films are recommended.
  static final int SHOWN = 10;

  /// A film that fewer people have rated is a rare one.
  static final int RARE = 10;

  private static final String RECALL = "recall_at_10";
  private static final double WEIGHT_DECAY = 0.1;

  static NextFilm of(Settings settings, MovieLens ratings) {
    return of(settings, Films.of(ratings), Viewings.of(ratings));
  }

  private static NextFilm of(Settings settings, Films films, Viewings viewings) {
    String parts = settings.word("parts");
    int width = settings.whole("width");
    Rng rng = Rng.of(settings.seed());
    // A film that lost the only part that it has would be nothing.
    double missing = parts.equals("all") ? settings.number("missing") : 0;
    ItemTower tower =
        ItemTower.of(Movies.parts(parts), films.genresOf(), films.wordsOf(), width, missing, rng);
    SasRec model =
        SasRec.of(
            tower,
            settings.whole("length"),
            width,
            settings.whole("depth"),
            settings.number("dropout"),
            rng);
    return new NextFilm(settings, films, viewings, model);
  }

  @Override
  public Batches training() {
    return Batches.of(viewings.windows(settings.whole("length")), settings.whole("batch"))
        .shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    int drawn = settings.whole("drawn");
    return (history, next) -> TrainStep.Outcome.of(model.cost(history, next, drawn));
  }

  @Override
  public Optimizer optimizer() {
    return Optimizer.of(
            Params.of(model).trainable(),
            AdamW.of(settings.number("rate")).withWeightDecay(WEIGHT_DECAY))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public Trainer trainer() {
    return Experiment.super
        .trainer()
        .validation(() -> figures(viewings.places(recommender(), false)))
        .watch(RECALL, true)
        .restoreBest();
  }

  /// The model as it is now.
  Recommender recommender() {
    return recommender(ItemTower.Parts.ALL);
  }

  /// The model as it is now, told only some of what is known of films.
  Recommender recommender(ItemTower.Parts known) {
    Step step = Step.inference(in -> new Tensor[] {model.scores(in[0], known)});
    return histories -> {
      double[] all = step.run(Viewings.padded(histories, settings.whole("length")))[0].toDoubles();
      int count = films.count();
      return IntStream.range(0, histories.size())
          .mapToObj(i -> Arrays.copyOfRange(all, i * count, (i + 1) * count))
          .toArray(double[][]::new);
    };
  }

  private static Map<String, Double> figures(int... places) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(RECALL, Ranking.recall(places, SHOWN));
    figures.put("ndcg_at_10", Ranking.ndcg(places, SHOWN));
    return figures;
  }

  @Override
  public Evaluation evaluate() {
    int[] places = viewings.places(recommender(), true);
    Map<String, Double> figures = figures(places);
    int[] counts = viewings.counts();
    int[] rare =
        IntStream.range(0, places.length)
            .filter(q -> counts[viewings.test()[q]] < RARE)
            .map(q -> places[q])
            .toArray();
    if (rare.length > 0) {
      figures.put("recall_at_10_rare", Ranking.recall(rare, SHOWN));
    }
    return new Evaluation(places.length, figures, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    List<Baseline> all = new ArrayList<>();
    all.add(
        measured(
            "popularity",
            new Text("the films that most people rated", "las películas que más gente puntuó"),
            popularity()));
    all.add(
        measured(
            "neighbours",
            new Text(
                "films that the same people rated, by the cosine",
                "películas que puntuó la misma gente, por el coseno"),
            FilmNeighbours.of(viewings, false)));
    all.add(
        measured(
            "neighbours-nearby",
            new Text(
                "films that people rated shortly before or after the newest ones",
                "películas que la gente puntuó poco antes o después de las más recientes"),
            FilmNeighbours.of(viewings, true)));
    all.add(
        new Baseline(
            "factors",
            new Text(
                "matrix factorisation by alternating least squares",
                "factorización de matrices por mínimos cuadrados alternos"),
            false,
            () -> recall(factors())));
    if (settings.word("parts").equals("all")) {
      all.add(
          alone(
              "history",
              new Text(
                  "the same model on who rated what", "el mismo modelo con quién puntuó qué")));
      all.add(
          alone("genres", new Text("the same model on genres", "el mismo modelo con los géneros")));
      all.add(
          alone(
              "titles",
              new Text("the same model on words of titles", "el mismo modelo con los títulos")));
    }
    return all;
  }

  private Baseline measured(String name, Text title, Recommender recommender) {
    return new Baseline(name, title, true, () -> recall(recommender));
  }

  /// This model with one modality, trained in the same way.
  private Baseline alone(String parts, Text title) {
    return new Baseline(parts + "-only", title, false, () -> recall(trained(parts)));
  }

  private Recommender trained(String parts) {
    Map<String, String> values = new HashMap<>(settings.values());
    values.put("parts", parts);
    NextFilm experiment = of(new Settings(values), films, viewings);
    experiment.trainer().fit(experiment.training());
    return experiment.recommender();
  }

  private double recall(Recommender recommender) {
    return Ranking.recall(viewings.places(recommender, true), SHOWN);
  }

  Recommender popularity() {
    double[] counts = IntStream.of(viewings.counts()).asDoubleStream().toArray();
    return histories -> histories.stream().map(_ -> counts).toArray(double[][]::new);
  }

  Recommender factors() {
    return FilmFactors.of(films.count(), viewings.train(), Rng.of(settings.seed()));
  }

  /// The ten films that whoever likes those of a line may want to see.
  @Override
  public List<Prediction> predict(Path file) {
    FilmTitles titles = new FilmTitles(films.names(), viewings.counts());
    List<Lines.Line> lines = Lines.of(file);
    List<int[]> histories = lines.stream().map(titles::of).toList();
    double[][] scores = recommender().scores(histories);
    return IntStream.range(0, scores.length)
        .mapToObj(
            i ->
                new Prediction(
                    lines.get(i).text(),
                    IntStream.of(Viewings.best(scores[i], histories.get(i), SHOWN))
                        .mapToObj(films.names()::get)
                        .collect(Collectors.joining(" · ")),
                    Map.of()))
        .toList();
  }

  @Override
  public void show(Gallery gallery) {
    new MoviesShow(this, gallery).show();
  }
}
