package dev.cien.recipes.history;

import dev.cien.data.Augmentation;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.Split;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.LeNet5;
import dev.cien.zoo.Mlp;
import dev.cien.zoo.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// LeNet-5 on MNIST: the network that banks used in the 1990s, built as published.
public final class LeNetDigits implements Recipe {
  private static final int HELD_BACK = 2000;

  @Override
  public Card card() {
    return new Card(
        "lenet",
        new Text(
            "1998: LeNet-5 reads digits for banks", "1998: LeNet-5 lee dígitos para los bancos"),
        new Text(
            "Sixty thousand weights that are shared over the picture beat ten times as many that"
                + " are not.",
            "Sesenta mil pesos compartidos por toda la imagen ganan a muchos más que no se"
                + " comparten."),
        List.of("H5", "T1.a", "T1.b"),
        "accuracy",
        true,
        0.99,
        50,
        "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Proceedings of the IEEE 86, 1998.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(8),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.004),
        Setting.whole(
            "shift",
            1,
            0,
            "pixels by which training pictures are moved at random",
            "píxeles que se mueven al azar las imágenes de entrenamiento"),
        Setting.whole("samples", 60_000, 100, "training pictures", "imágenes de entrenamiento"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "2", "samples", "1920");
  }

  @Override
  public double quickFloor() {
    return 0.85;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Digits raw = Digits.load();
    Digits scaled = raw.standardized();
    int count = Math.min(settings.whole("samples"), scaled.train().size());
    Dataset samples = scaled.train().take(count);
    double share = 1 - Math.min(HELD_BACK, count / 10.0) / count;
    return new Reading(settings, raw, scaled, samples.split(share, settings.seed()));
  }

  private static final class Reading extends PictureClassification {
    private final LeNet5 network;

    Reading(Settings settings, Digits raw, Digits scaled, Split split) {
      this(settings, LeNet5.of(Rng.of(settings.seed())), raw, scaled, split);
    }

    private Reading(Settings settings, LeNet5 network, Digits raw, Digits scaled, Split split) {
      super(settings, network, split.train(), split.heldOut(), scaled.test(), raw.test());
      this.network = network;
    }

    @Override
    public Batches training() {
      int shift = Math.min(8, settings().whole("shift"));
      Dataset moved = shift == 0 ? train() : train().augment(Augmentation.shift(shift));
      return batches(moved);
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          linear(3, 128, 0.001),
          network(
              "mlp",
              new Text(
                  "a network of 784, 72 and 60 neurons without convolutions, trained alike",
                  "una red de 784, 72 y 60 neuronas sin convoluciones, entrenada igual"),
              () -> Mlp.of(Mlp.Activation.TANH, Rng.of(settings().seed()), 784, 72, 60, 10)));
    }

    @Override
    public void show(Gallery gallery) {
      gallery.sheet(
          "kernels",
          new Text(
              "The six kernels of the first layer: what is light they look for, what is dark they"
                  + " do not want.",
              "Los seis núcleos de la primera capa: lo claro es lo que buscan; lo oscuro, lo que no"
                  + " quieren."),
          Sheet.of(Views.weights(network.c1().weight().value(), 1, 5, 5), 6, 96));
      List<Staged.Trace> trace = network.trace(test().batch(0).inputs());
      List<Sheet.Cell> cells = new ArrayList<>();
      cells.add(new Sheet.Cell(pictures().picture(0), gallery.in("the picture", "la imagen")));
      for (int i = 0; i < trace.size(); i++) {
        String stage = trace.get(i).stage().name();
        if (List.of("c1", "s2", "c3", "s4").contains(stage)) {
          // After its activation, which is the next stage.
          List<Pixels> maps = Views.maps(trace.get(i + 1).output());
          for (int map = 0; map < maps.size(); map++) {
            cells.add(new Sheet.Cell(maps.get(map), stage + " · " + (map + 1)));
          }
        }
      }
      gallery.sheet(
          "activations",
          new Text(
              "One digit on its way through the maps: edges first, then smaller and more abstract"
                  + " ones.",
              "Un dígito a su paso por los mapas: primero bordes, después mapas menores y más"
                  + " abstractos."),
          new Sheet(cells, 9, 84));
    }
  }
}
