package dev.cien.recipes.history;

import dev.cien.data.Batches;
import dev.cien.data.Proteins;
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
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.fold.FoldNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Learning from chains of some families which residues of others touch.
final class FoldExperiment implements Experiment {
  static final String PRECISION = "precision_long";

  /// Chains are filled up to a multiple of it, so that few shapes occur.
  private static final int PADDING = 32;

  private static final int CHUNK = 4;
  private static final int VALIDATED = 60;
  private static final double WEIGHT_DECAY = 0.01;
  private static final double EMA = 0.99;

  private final Settings settings;
  private final Proteins proteins;
  private final FoldNet model;
  private final List<List<Proteins.Member>> train;
  private final List<Proteins.Member> validation;
  private final List<Proteins.Member> test;
  private Optional<FoldPrior> prior = Optional.empty();

  FoldExperiment(Settings settings, Proteins proteins) {
    this.settings = settings;
    this.proteins = proteins;
    this.model =
        FoldNet.of(
            settings.whole("width"),
            settings.whole("pairs"),
            settings.whole("depth"),
            Distances.bins(),
            Rng.of(settings.seed()));
    Proteins.Parts parts = proteins.parts();
    this.train = parts.train().stream().limit(settings.whole("families")).toList();
    this.validation = folded(parts.validation(), Math.min(VALIDATED, settings.whole("tested")));
    this.test = folded(parts.test(), settings.whole("tested"));
  }

  /// Chains of which a perfect answer would have a precision of 1.
  private static List<Proteins.Member> folded(List<Proteins.Member> chains, int most) {
    return chains.stream()
        .filter(
            member -> Distances.longContacts(member.chain()) >= ContactMap.fifth(member.chain()))
        .limit(most)
        .toList();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public FoldNet model() {
    return model;
  }

  Proteins proteins() {
    return proteins;
  }

  List<Proteins.Member> test() {
    return test;
  }

  @Override
  public Batches training() {
    ProteinCrops crops =
        new ProteinCrops(
            train,
            settings.whole("crop"),
            depth(),
            settings.number("hidden"),
            Rng.of(settings.seed()));
    return Batches.of(crops, Math.min(settings.whole("batch"), crops.size()))
        .shuffled(settings.seed());
  }

  private int depth() {
    return settings.whole("rows");
  }

  @Override
  public TrainStep step() {
    return (inputs, targets) ->
        TrainStep.Outcome.of(ProteinCrops.cost(FoldInput.logits(model, inputs), targets));
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
        .ema(averaged(EMA))
        .watch(PRECISION, true)
        .validation(() -> Map.of(PRECISION, precision(validation, guesses(inputs(validation)))));
  }

  static List<FoldInput> inputs(List<Proteins.Member> members) {
    return members.stream().map(FoldInput::of).toList();
  }

  /// What the network says of some chains.
  List<FoldGuess> guesses(List<FoldInput> inputs) {
    Step step = Step.inference(in -> new Tensor[] {FoldInput.logits(model, in[0]).softmax(3)});
    FoldGuess[] guesses = new FoldGuess[inputs.size()];
    Map<Integer, List<Integer>> bySide = new LinkedHashMap<>();
    for (int i = 0; i < guesses.length; i++) {
      int side = Math.ceilDiv(inputs.get(i).sequence().length(), PADDING) * PADDING;
      bySide.computeIfAbsent(side, _ -> new ArrayList<>()).add(i);
    }
    bySide.forEach(
        (side, all) -> {
          for (int from = 0; from < all.size(); from += CHUNK) {
            List<Integer> some = all.subList(from, Math.min(from + CHUNK, all.size()));
            float[] values =
                step.run(packed(some.stream().map(inputs::get).toList(), side))[0].toFloats();
            for (int k = 0; k < some.size(); k++) {
              int index = some.get(k);
              guesses[index] = guess(values, k, side, inputs.get(index).sequence().length());
            }
          }
        });
    return Arrays.asList(guesses);
  }

  /// Always as many samples, so that few shapes occur; those beyond are empty.
  private Tensor packed(List<FoldInput> inputs, int side) {
    int size = FoldInput.size(depth(), side);
    int[] packed = new int[CHUNK * size];
    for (int k = 0; k < CHUNK; k++) {
      FoldInput input =
          k < inputs.size() ? inputs.get(k) : new FoldInput("", List.of(), Optional.empty());
      input.pack(packed, k * size, depth(), side);
    }
    return Tensor.of(packed, CHUNK, size / side, side);
  }

  private static FoldGuess guess(float[] values, int sample, int side, int length) {
    int bins = Distances.bins();
    float[] own = new float[length * length * bins];
    for (int i = 0; i < length; i++) {
      System.arraycopy(
          values, (sample * side + i) * side * bins, own, i * length * bins, length * bins);
    }
    return new FoldGuess(length, own);
  }

  private static double precision(List<Proteins.Member> members, List<FoldGuess> guesses) {
    return IntStream.range(0, members.size())
        .mapToDouble(i -> guesses.get(i).contacts().precision(members.get(i).chain()))
        .average()
        .orElse(0);
  }

  @Override
  public Evaluation evaluate() {
    List<FoldGuess> guesses = guesses(inputs(test));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(PRECISION, precision(test, guesses));
    figures.put(
        "precision_long_sequence",
        precision(test, guesses(inputs(test).stream().map(FoldInput::withoutShares).toList())));
    figures.put(
        "lddt",
        IntStream.range(0, test.size())
            .parallel()
            .mapToDouble(i -> Lddt.of(test.get(i).chain(), guesses.get(i).fold()))
            .boxed()
            .toList()
            .stream()
            .mapToDouble(x -> x)
            .average()
            .orElse(0));
    figures.put("lddt_prior", priorLddt());
    return new Evaluation(test.size(), figures, List.of(), new int[0][0], List.of());
  }

  FoldPrior prior() {
    prior = Optional.of(prior.orElseGet(() -> FoldPrior.of(train)));
    return prior.get();
  }

  private double priorLddt() {
    Map<Integer, double[][]> folds = new LinkedHashMap<>();
    return test.stream()
        .mapToDouble(
            member ->
                Lddt.of(
                    member.chain(), folds.computeIfAbsent(member.chain().length(), prior()::fold)))
        .average()
        .orElse(0);
  }

  /// What columns of the alignment change together; without relatives all pairs tie, and those
  /// nearest along the chain come first.
  static ContactMap covariance(Proteins.Member member) {
    return new ContactMap(Covariance.of(member.chain().sequence(), member.rows()));
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        baseline(
            "separation",
            new Text(
                "how often residues so far apart along the chain touch",
                "con qué frecuencia se tocan residuos así de separados en la cadena"),
            member -> prior().byDistance(member.chain().length())),
        baseline(
            "letters",
            new Text(
                "the same, and which amino acids touch", "lo mismo, y qué aminoácidos se tocan"),
            member -> prior().byLetters(member.chain().sequence())),
        baseline(
            "covariance",
            new Text(
                "mutual information of the alignment's columns, corrected",
                "información mutua de las columnas del alineamiento, corregida"),
            FoldExperiment::covariance));
  }

  private Baseline baseline(String name, Text title, Function<Proteins.Member, ContactMap> map) {
    return new Baseline(
        name,
        title,
        true,
        () ->
            test.stream()
                .mapToDouble(member -> map.apply(member).precision(member.chain()))
                .average()
                .orElse(0));
  }

  @Override
  public List<Prediction> predict(Path file) {
    return new ProteinQuestion(this).answer(file);
  }

  @Override
  public void show(Gallery gallery) {
    new FoldShow(this, gallery).show();
  }
}
