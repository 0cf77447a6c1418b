package dev.cien.recipes.generative;

import dev.cien.data.Augmentation;
import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.PairedShares;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PictureClassifier;
import dev.cien.zoo.gan.DcGan;
import dev.cien.zoo.gan.GradientPenalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A GAN plays with few pictures; then a classifier learns from these and from what the GAN makes,
/// new ones at every step.
final class GanAugmentExperiment extends Classification {
  private static final int HELD_BACK = 2000;
  private static final int TEST = 10_000;
  private static final int MOVED = 2;
  private static final double PENALTY = 10;

  /// What a run keeps.
  ///
  /// @param gan learns first
  /// @param classifier learns from what it makes
  record Model(DcGan gan, PictureClassifier classifier) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return classifier.forward(x);
    }
  }

  private final Model model;
  private final SmallPictures pictures;
  private final Map<String, int[]> answers = new HashMap<>();

  private GanAugmentExperiment(
      Settings settings, Model model, SmallPictures pictures, Dataset validation) {
    super(
        settings,
        model,
        pictures.train(),
        Optional.of(validation),
        pictures.test(),
        pictures.classes());
    this.model = model;
    this.pictures = pictures;
  }

  static GanAugmentExperiment of(Settings settings) {
    int labels = settings.whole("labels");
    SmallPictures all = SmallPictures.of(settings, labels + HELD_BACK, TEST);
    int[] order = Rng.of(settings.seed()).fork(1).permutation(all.train().size());
    Rng rng = Rng.of(settings.seed());
    DcGan gan =
        DcGan.of(settings.whole("latent"), all.classes().size(), settings.whole("width"), rng);
    return new GanAugmentExperiment(
        settings,
        new Model(gan, classifier(settings, all)),
        new SmallPictures(part(all, order, HELD_BACK, order.length), all.test()),
        part(all, order, 0, HELD_BACK));
  }

  private static TensorDataset part(SmallPictures all, int[] order, int from, int to) {
    Batch some = all.train().batch(Arrays.copyOfRange(order, from, to));
    return TensorDataset.of(some.inputs(), some.targets(), List.of(), all.classes());
  }

  private static PictureClassifier classifier(Settings settings, SmallPictures pictures) {
    return PictureClassifier.of(
        pictures.channels(),
        pictures.side(),
        pictures.classes().size(),
        Rng.of(settings.seed()).fork(2));
  }

  @Override
  public List<Phase> before() {
    DcGan gan = model.gan();
    Optimizer critic = player(gan.discriminator());
    Trainer trainer =
        Trainer.custom(
                gan,
                new GanStep(
                    gan.generator().latent(),
                    gan.generator()::make,
                    gan.discriminator()::score,
                    new GradientPenalty(PENALTY),
                    critic),
                player(gan.generator()))
            .optimizer(GanStep.OPPONENT, critic)
            .epochs(settings().whole("gan-epochs"))
            .seed(settings().seed());
    return List.of(
        new Phase(
            "gan",
            new Text("the game of the GAN", "el juego de la GAN"),
            gan,
            trainer,
            training().dropLast()));
  }

  private Optimizer player(Object part) {
    return Optimizer.of(
        Params.of(part).trainable(), Adam.of(settings().number("gan-rate")).withBetas(0.5, 0.99));
  }

  @Override
  public Optimizer optimizer() {
    return optimizer(model.classifier());
  }

  private Optimizer optimizer(Layer classifier) {
    return Optimizer.of(Params.of(classifier).trainable(), AdamW.of(settings().number("rate")))
        .schedule(Schedule.cosine(steps()));
  }

  /// For every real picture one that the GAN makes of the same class.
  @Override
  protected TrainStep.Outcome outcome(Tensor inputs, Tensor targets) {
    return outcome(model.classifier(), inputs, targets);
  }

  private TrainStep.Outcome outcome(Layer classifier, Tensor inputs, Tensor targets) {
    Tensor noise =
        Tensor.randn(Mode.rng(), inputs.shape().dim(0), model.gan().generator().latent());
    Tensor made = Mode.inference(() -> model.gan().generator().make(noise, targets)).detach();
    double share = settings().number("share");
    Tensor real = cost(classifier.forward(inputs), targets);
    Tensor cost = real.add(cost(classifier.forward(made), targets).mul(share)).div(1 + share);
    return new TrainStep.Outcome(cost, Map.of("cost_real", real));
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        majority(),
        new Baseline(
            "real",
            new Text(
                "the same classifier on the real pictures alone",
                "el mismo clasificador solo con las imágenes reales"),
            false,
            () -> share(real())),
        new Baseline(
            "moved",
            new Text(
                "the same on real pictures that are moved by up to two pixels",
                "lo mismo con imágenes reales movidas hasta dos píxeles"),
            false,
            () -> share(moved())));
  }

  private int[] real() {
    return answers.computeIfAbsent("real", _ -> trained(false, false));
  }

  private int[] moved() {
    return answers.computeIfAbsent("moved", _ -> trained(true, false));
  }

  private int[] both() {
    return answers.computeIfAbsent("both", _ -> trained(true, true));
  }

  /// What a fresh classifier answers about the test pictures once it has learnt.
  private int[] trained(boolean moved, boolean made) {
    PictureClassifier fresh = classifier(settings(), pictures);
    Batches batches = batches(moved ? train().augment(Augmentation.shift(MOVED)) : train());
    Trainer.custom(
            fresh,
            (inputs, targets) ->
                made
                    ? outcome(fresh, inputs, targets)
                    : TrainStep.Outcome.of(cost(fresh.forward(inputs), targets)),
            optimizer(fresh))
        .epochs(settings().epochs())
        .seed(settings().seed())
        .fit(batches);
    return found(outputs(fresh, test()));
  }

  private double share(int[] found) {
    int[] truth = pictures.test().targets().toInts();
    return IntStream.range(0, truth.length).filter(i -> found[i] == truth[i]).count()
        / (double) truth.length;
  }

  @Override
  public void show(Gallery gallery) {
    PictureShow show = new PictureShow(gallery, pictures);
    show.real();
    int classes = pictures.classes().size();
    int[] labels =
        IntStream.range(0, classes * PictureShow.COLUMNS)
            .map(i -> i / PictureShow.COLUMNS)
            .toArray();
    Step paint = Step.inference(in -> new Tensor[] {model.gan().generator().make(in[0], in[1])});
    Tensor noise =
        Tensor.randn(Rng.of(5), labels.length, model.gan().generator().latent()).compute();
    show.rows("made", paint.run(noise, Tensor.of(labels, labels.length))[0].toFloats());
    gallery.table(
        "gain",
        new Text(
            "The same classifier, taught in four ways with equally many updates, on pictures that"
                + " none of them saw; with the interval in which the difference lies with 95%"
                + " certainty as far as the choice of these test pictures is concerned.",
            "El mismo clasificador, enseñado de cuatro maneras con el mismo número de pasos, ante"
                + " imágenes que ninguno vio; con el intervalo en que está la diferencia con un 95"
                + " % de certeza en lo que toca a la elección de estas imágenes de prueba."),
        gains(gallery));
  }

  private List<List<String>> gains(Gallery gallery) {
    int[] made = found(outputs(test()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("learnt from", "aprendió de"),
            gallery.in("accuracy", "exactitud"),
            gallery.in("against real alone", "frente a solo reales")));
    rows.add(row(gallery.in("real pictures", "imágenes reales"), real()));
    rows.add(row(gallery.in("real and made", "reales e inventadas"), made));
    rows.add(row(gallery.in("real, moved", "reales, movidas"), moved()));
    rows.add(row(gallery.in("real, moved, and made", "reales, movidas, e inventadas"), both()));
    return rows;
  }

  private List<String> row(String what, int[] found) {
    PairedShares gain = PairedShares.of(found, real(), pictures.test().targets().toInts());
    return List.of(
        what,
        String.format(Locale.ROOT, "%.4f", share(found)),
        found == real()
            ? "—"
            : String.format(Locale.ROOT, "%+.4f ± %.4f", gain.difference(), gain.interval()));
  }
}
