package dev.cien.recipes.history;

import dev.cien.data.Augmentation;
import dev.cien.data.Batches;
import dev.cien.data.Cifar10;
import dev.cien.data.Dataset;
import dev.cien.data.Split;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Flatten;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Sequential;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import dev.cien.zoo.AlexNet;
import dev.cien.zoo.Mlp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// AlexNet in small on CIFAR-10, against LeNet and a network without convolutions.
public final class AlexNetPhotographs implements Recipe {
  private static final int SIDE = 32;
  private static final int CLASSES = 10;

  @Override
  public Card card() {
    return new Card(
        "alexnet",
        new Text("2012: AlexNet on small photographs", "2012: AlexNet con fotografías pequeñas"),
        new Text(
            "More convolutions, ReLU, dropout and moved pictures: on photographs depth pays.",
            "Más convoluciones, ReLU, dropout e imágenes movidas: con fotografías, la profundidad"
                + " compensa."),
        List.of("H7"),
        "accuracy",
        true,
        0.74,
        900,
        "A. Krizhevsky, I. Sutskever, G. E. Hinton, NIPS 2012.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(10),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(0.002),
        Setting.whole(
            "width",
            24,
            1,
            "maps of the first convolution (an even number)",
            "mapas de la primera convolución (número par)"),
        Setting.whole(
            "features", 256, 1, "neurons of each dense layer", "neuronas de cada capa densa"),
        Setting.number(
            "dropout",
            0.3,
            0,
            0.9,
            "share of dense features left out",
            "fracción de rasgos densos omitidos"),
        Setting.whole("samples", 50_000, 100, "training pictures", "imágenes de entrenamiento"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "epochs",
        "4",
        "samples",
        "1500",
        "width",
        "8",
        "features",
        "64",
        "batch",
        "32",
        "dropout",
        "0");
  }

  @Override
  public double quickFloor() {
    return 0.2;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Cifar10 raw = Cifar10.load();
    Cifar10 scaled = raw.standardized();
    int count = Math.min(settings.whole("samples"), scaled.train().size());
    Split split =
        scaled.train().take(count).split(1 - Math.min(2000, count / 10.0) / count, settings.seed());
    // Two groups need an even number of maps.
    int width = 2 * Math.ceilDiv(settings.whole("width"), 2);
    AlexNet network =
        AlexNet.small(
            width,
            settings.whole("features"),
            CLASSES,
            settings.number("dropout"),
            Rng.of(settings.seed()));
    return new Looking(settings, network, raw, scaled, split);
  }

  private static final class Looking extends PictureClassification {
    private final AlexNet network;
    private final float[] means;
    private final float[] deviations;

    Looking(Settings settings, AlexNet network, Cifar10 raw, Cifar10 scaled, Split split) {
      super(settings, network, split.train(), split.heldOut(), scaled.test(), raw.test());
      this.network = network;
      this.means = raw.train().means();
      this.deviations = raw.train().deviations();
    }

    @Override
    public Batches training() {
      Dataset moved = train().augment(Augmentation.shift(2).then(Augmentation.flip()));
      return batches(moved);
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          network(
              "lenet",
              new Text(
                  "LeNet of 1998 with three colours, trained alike",
                  "LeNet de 1998 con tres colores, entrenada igual"),
              () -> lenet(Rng.of(settings().seed()))),
          network(
              "mlp",
              new Text(
                  "a network without convolutions, trained alike",
                  "una red sin convoluciones, entrenada igual"),
              () -> Mlp.of(Mlp.Activation.RELU, Rng.of(settings().seed()), 3072, 128, 64, 10)));
    }

    /// The plan of LeNet-5 for colours: tanh and means, as in 1998, but every map sees all maps.
    private static Layer lenet(Rng rng) {
      return Sequential.of(
          Conv2d.of(3, 6, 5, rng),
          Tensor::tanh,
          x -> x.avgPool(new int[] {2, 2}, Window.stride(2), true),
          Conv2d.of(6, 16, 5, rng),
          Tensor::tanh,
          x -> x.avgPool(new int[] {2, 2}, Window.stride(2), true),
          Flatten.of(),
          Linear.of(400, 120, rng),
          Tensor::tanh,
          Linear.of(120, 84, rng),
          Tensor::tanh,
          Linear.of(84, CLASSES, rng));
    }

    @Override
    public void show(Gallery gallery) {
      Conv2d first = network.convolutions().getFirst();
      gallery.sheet(
          "kernels",
          new Text(
              "The kernels of the first convolution in colour: edges, and colours beside their"
                  + " opposites.",
              "Los núcleos de la primera convolución en color: bordes, y colores junto a sus"
                  + " opuestos."),
          Sheet.of(Views.weights(first.weight().value(), 3, 5, 5), 12, 64));
      gallery.sheet(
          "activations",
          new Text(
              "A test picture after the first convolution and ReLU.",
              "Una imagen de prueba tras la primera convolución y ReLU."),
          activations(gallery));
      gallery.table(
          "published",
          new Text(
              "The network of 2012, layer by layer: 60,965,224 parameters, most of them in the"
                  + " first dense layer.",
              "La red de 2012, capa a capa: 60 965 224 parámetros, la mayoría en la primera capa"
                  + " densa."),
          published(gallery));
    }

    private Sheet activations(Gallery gallery) {
      List<Sheet.Cell> cells = new ArrayList<>();
      cells.add(new Sheet.Cell(pictures().picture(0), gallery.in("the picture", "la imagen")));
      List<Pixels> maps = Views.maps(network.trace(test().batch(0).inputs()).get(1).output());
      for (int i = 0; i < Math.min(23, maps.size()); i++) {
        cells.add(new Sheet.Cell(maps.get(i), Integer.toString(i + 1)));
      }
      return new Sheet(cells, 8, 84);
    }

    private static List<List<String>> published(Gallery gallery) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("layer", "capa"),
              gallery.in("inputs of one output", "entradas de una salida"),
              gallery.in("outputs or maps", "salidas o mapas"),
              gallery.in("groups", "grupos"),
              gallery.in("parameters", "parámetros")));
      long all = 0;
      for (AlexNet.Plan plan : AlexNet.plan()) {
        rows.add(
            List.of(
                plan.name(),
                Integer.toString(plan.fanIn()),
                Integer.toString(plan.outputs()),
                Integer.toString(plan.groups()),
                Long.toString(plan.parameters())));
        all += plan.parameters();
      }
      rows.add(List.of(gallery.in("all", "todas"), "", "", "", Long.toString(all)));
      return rows;
    }

    @Override
    public List<Prediction> predict(Path file) {
      Pixels picture = Images.read(file, Images.Channels.RGB).resize(SIDE, SIDE);
      float[] values = picture.toTensor().toFloats();
      int plane = SIDE * SIDE;
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] - means[i / plane]) / deviations[i / plane];
      }
      return List.of(prediction(file.toString(), outputs(Tensor.of(values, 1, 3, SIDE, SIDE))));
    }
  }
}
