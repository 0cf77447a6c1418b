package dev.cien.recipes.history;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.DeepBeliefNet;
import dev.cien.zoo.Mlp;
import dev.cien.zoo.Rbm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Layer-wise pre-training as in 2006: many digits without labels teach the layers one by one what
/// digits look like, then a few with labels are enough.
public final class DeepBelief implements Recipe {
  private static final int HELD_BACK = 2000;
  private static final int PIXELS = 28 * 28;
  private static final int CLASSES = 10;

  @Override
  public Card card() {
    return new Card(
        "dbn",
        new Text(
            "2006: a deep network that first learns without labels",
            "2006: una red profunda que primero aprende sin etiquetas"),
        new Text(
            "Pictures without labels are worth something: with few labels, pre-training layer by"
                + " layer beats starting from nothing.",
            "Las imágenes sin etiqueta valen algo: con pocas etiquetas, preentrenar capa a capa"
                + " gana a empezar de cero."),
        List.of("H6"),
        "accuracy",
        true,
        0.88,
        30,
        "G. E. Hinton, S. Osindero, Y.-W. Teh, Neural Computation 18, 2006.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(30),
        Setting.seed(),
        Setting.batch(50),
        Setting.rate(0.003),
        Setting.whole("labels", 500, 20, "pictures with labels", "imágenes con etiqueta"),
        Setting.whole("samples", 20_000, 100, "pictures without labels", "imágenes sin etiqueta"),
        Setting.whole("pretraining", 5, 1, "epochs of each machine", "pasadas de cada máquina"),
        Setting.whole(
            "hidden", 256, 1, "switches of each machine", "interruptores de cada máquina"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "epochs", "20", "batch", "10", "samples", "2000", "hidden", "64", "labels", "300");
  }

  @Override
  public double quickFloor() {
    return 0.7;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new Learning(settings, Digits.load());
  }

  private static final class Learning extends PictureClassification {
    private final DeepBeliefNet net;
    private final Dataset unlabelled;

    Learning(Settings settings, Digits digits) {
      this(
          settings,
          digits,
          DeepBeliefNet.of(
              CLASSES,
              Rng.of(settings.seed()),
              PIXELS,
              settings.whole("hidden"),
              settings.whole("hidden")),
          Rng.of(settings.seed()).fork(1).permutation(digits.train().size()));
    }

    private Learning(Settings settings, Digits digits, DeepBeliefNet net, int[] order) {
      super(
          settings,
          net,
          digits.train().select(part(order, HELD_BACK, settings.whole("labels"))),
          digits.train().select(part(order, 0, HELD_BACK)),
          digits.test(),
          digits.test());
      this.net = net;
      // Those with labels are among them: their labels are not looked at.
      this.unlabelled = digits.train().select(part(order, HELD_BACK, settings.whole("samples")));
    }

    private static int[] part(int[] order, int from, int count) {
      return Arrays.copyOfRange(order, from, Math.min(order.length, from + count));
    }

    @Override
    public List<Phase> before() {
      List<Phase> phases = new ArrayList<>();
      for (int i = 0; i < net.machines().size(); i++) {
        Rbm machine = net.machines().get(i);
        Optimizer optimizer =
            Optimizer.of(Params.of(machine).trainable(), SGD.of(0.1).withMomentum(0.5));
        phases.add(
            new Phase(
                "machine-" + (i + 1),
                new Text("Machine " + (i + 1), "Máquina " + (i + 1)),
                machine,
                Trainer.custom(machine, divergence(i), optimizer)
                    .epochs(settings().whole("pretraining"))
                    .seed(settings().seed()),
                Batches.of(unlabelled, Math.min(100, unlabelled.size()))
                    .shuffled(settings().seed())));
      }
      return phases;
    }

    /// Contrastive divergence of one machine on what those below make of the pictures.
    private TrainStep divergence(int place) {
      Rbm machine = net.machines().get(place);
      return (x, _) -> {
        Tensor v = net.below(place, x).detach();
        Tensor back = machine.reconstruction(v, Mode.rng());
        Tensor error = v.sub(back).square().mean();
        return new TrainStep.Outcome(machine.contrast(v, back), Map.of("reconstruction", error));
      };
    }

    /// The biases of what is seen are for pre-training only.
    @Override
    List<Variable> trainable(Layer network) {
      return Params.of(network).where(name -> !name.endsWith("visible_bias")).trainable();
    }

    @Override
    protected void more(Map<String, Double> metrics, double[] scores, float[] targets) {
      Tensor x = net.below(0, test().take(500).all().inputs());
      Rbm first = net.machines().getFirst();
      metrics.put("reconstruction", x.sub(first.visible(first.forward(x))).square().mean().item());
    }

    @Override
    public List<Baseline> baselines() {
      int hidden = settings().whole("hidden");
      return List.of(
          majority(),
          linear(settings().epochs(), settings().whole("batch"), 0.01),
          network(
              "no-pretraining",
              new Text(
                  "the same network without pre-training, trained alike",
                  "la misma red sin preentrenamiento, entrenada igual"),
              () ->
                  Mlp.of(
                      Mlp.Activation.SIGMOID,
                      Rng.of(settings().seed()),
                      PIXELS,
                      hidden,
                      hidden,
                      CLASSES)));
    }

    @Override
    public void show(Gallery gallery) {
      Rbm first = net.machines().getFirst();
      int shown = Math.min(64, first.weight().shape().dim(0));
      gallery.sheet(
          "filters",
          new Text(
              "What the switches of the first machine look for, after fine-tuning: strokes and"
                  + " their surroundings.",
              "Lo que buscan los interruptores de la primera máquina, tras el ajuste fino: trazos y"
                  + " su entorno."),
          Sheet.of(Views.weights(first.weight().value().slice(0, 0, shown), 1, 28, 28), 16, 48));
      Tensor x = net.below(0, test().take(12).all().inputs());
      List<Pixels> pictures = new ArrayList<>(Views.spread(x, 28, 28));
      pictures.addAll(Views.spread(first.visible(first.forward(x)), 28, 28));
      gallery.sheet(
          "reconstructions",
          new Text(
              "Test pictures, and below what the first machine makes of them through its switches.",
              "Imágenes de prueba y, debajo, lo que la primera máquina hace de ellas a través de"
                  + " sus interruptores."),
          Sheet.of(pictures, 12, 64));
    }
  }
}
