package dev.cien.recipes.vision;

import dev.cien.data.Dataset;
import dev.cien.data.ImageDataset;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.HeatMap;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Dropout;
import dev.cien.nn.Flatten;
import dev.cien.nn.Linear;
import dev.cien.nn.MaxPool;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Staged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// What happens inside a trained convolutional network, as parts of a gallery: its first kernels,
/// the activations of one picture, what a pool kept, which pixels an answer hangs on, which
/// features the head counted for it, and how far apart the classes lie after each stage.
///
/// @param gallery where it is shown
/// @param model the network
/// @param train samples it learnt from, as it takes them
/// @param test samples it did not
/// @param pictures the test samples as pictures
record Inside(Gallery gallery, Staged model, Dataset train, Dataset test, ImageDataset pictures) {
  private static final int MAPS = 6;
  private static final int CELL = 72;
  private static final int KERNELS = 64;
  private static final int FEATURES = 12;
  private static final int SAMPLES = 500;
  private static final int SALIENT = 5;
  private static final Set<String> UNCHANGED = Set.of("flatten", "scale");

  /// Shows everything.
  void show() {
    kernels();
    List<Staged.Trace> traces = model.trace(test.batch(0).inputs());
    activations(traces);
    pool(traces);
    saliency();
    head(traces);
    separability();
  }

  /// The numbers of the stages whose results are worth a look: not of those that prepare an
  /// activation, nor of those that change nothing in inference.
  static List<Integer> shown(Staged model) {
    List<Staged.Stage> stages = model.stages();
    return IntStream.range(0, stages.size())
        .filter(
            i ->
                !switch (stages.get(i).layer()) {
                  case Conv2d c -> true;
                  case BatchNorm b -> true;
                  case Dropout d -> true;
                  case Flatten f -> true;
                  default -> UNCHANGED.contains(stages.get(i).name());
                })
        .boxed()
        .toList();
  }

  /// Shows the kernels of the first convolution, if there is one.
  void kernels() {
    model.stages().stream()
        .map(Staged.Stage::layer)
        .filter(Conv2d.class::isInstance)
        .findFirst()
        .ifPresent(layer -> kernels(((Conv2d) layer).weight().value()));
  }

  private void kernels(Tensor weight) {
    int[] dims = weight.shape().dims();
    List<Pixels> all = new ArrayList<>();
    for (int k = 0; k < Math.min(KERNELS, dims[0]); k++) {
      all.add(Maps.signed(weight.at(k).toFloats(), dims[1], dims[2], dims[3]));
    }
    gallery.sheet(
        "kernels",
        new Text(
            "The kernels of the first convolution: grey is 0, lighter adds, darker takes away. Look"
                + " for edges: one side light, the other dark.",
            "Los núcleos de la primera convolución: gris es 0, lo claro suma, lo oscuro resta."
                + " Busque bordes: un lado claro, el otro oscuro."),
        Sheet.of(all, 8, 48));
  }

  private void activations(List<Staged.Trace> traces) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i : shown(model)) {
      Tensor output = traces.get(i).output();
      Shape shape = output.shape();
      if (shape.rank() == 4 && shape.dim(2) > 1) {
        cells.add(new Sheet.Cell(pictures.picture(0), i == shown(model).getFirst() ? "x" : ""));
        int[] strongest = Maps.strongest(output, MAPS);
        for (int k = 0; k < MAPS; k++) {
          int map = strongest[k % strongest.length];
          cells.add(
              new Sheet.Cell(
                  Maps.grey(Maps.map(output, map), shape.dim(2), shape.dim(3)),
                  k == 0 ? traces.get(i).stage().name() : "#" + map));
        }
      }
    }
    if (cells.isEmpty()) {
      return;
    }
    gallery.sheet(
        "activations",
        new Text(
            "One test picture on its way: a row for each stage, its "
                + MAPS
                + " strongest maps. The first rows still look like the picture; further down the"
                + " maps say where something is, then only whether.",
            "Una imagen de prueba en su camino: una fila por etapa, sus "
                + MAPS
                + " mapas más fuertes. Las primeras filas aún se parecen a la imagen; más abajo los"
                + " mapas dicen dónde hay algo y, al final, solo si lo hay."),
        new Sheet(cells, MAPS + 1, CELL));
  }

  private void pool(List<Staged.Trace> traces) {
    for (int i = 1; i < traces.size(); i++) {
      if (traces.get(i).stage().layer() instanceof MaxPool pool) {
        pool(traces.get(i - 1).output(), traces.get(i).output(), pool.kernel()[0]);
        return;
      }
    }
  }

  private void pool(Tensor before, Tensor after, int kernel) {
    int height = before.shape().dim(2);
    int width = before.shape().dim(3);
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int map : Maps.strongest(before, 3)) {
      float[] values = Maps.map(before, map);
      cells.add(new Sheet.Cell(Maps.grey(values, height, width), "#" + map));
      cells.add(
          new Sheet.Cell(
              Maps.marked(values, height, width, Maps.kept(values, height, width, kernel)),
              gallery.in("kept", "conservado")));
      cells.add(
          new Sheet.Cell(
              Maps.grey(Maps.map(after, map), after.shape().dim(2), after.shape().dim(3)),
              gallery.in("pooled", "reducido")));
    }
    gallery.sheet(
        "pool",
        new Text(
            "What the first pool keeps: of every "
                + kernel
                + " × "
                + kernel
                + " places only the largest (orange) goes on. Which of the four it was is"
                + " forgotten.",
            "Lo que conserva la primera reducción: de cada "
                + kernel
                + " × "
                + kernel
                + " lugares solo sigue el mayor (naranja). Cuál de los cuatro era se olvida."),
        new Sheet(cells, 3, 3 * CELL));
  }

  private void saliency() {
    int[] first = firstOfEachClass();
    Tensor x = test.batch(first).inputs();
    Tensor logits = model.forward(x);
    int[] answers = logits.argMax(1).toInts();
    // Samples do not see each other: the gradient of the sum has that of each sample in its place.
    Tensor slope = logits.max(1).sum().gradients(x).of(x).abs().max(1);
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int row = 0; row < first.length; row += SALIENT) {
      int end = Math.min(first.length, row + SALIENT);
      for (int i = row; i < end; i++) {
        cells.add(new Sheet.Cell(pictures.picture(first[i]), test.classNames().get(answers[i])));
      }
      for (int i = row; i < end; i++) {
        int side = slope.shape().dim(1);
        cells.add(new Sheet.Cell(Maps.grey(slope.at(i).toFloats(), side, side), ""));
      }
    }
    gallery.sheet(
        "saliency",
        new Text(
            "Which pixels the answer hangs on: below each picture how much the winning logit would"
                + " change with each pixel, |∂ logit / ∂ pixel| (Simonyan et al. 2013,"
                + " arXiv:1312.6034). The word is the network's answer.",
            "De qué píxeles depende la respuesta: bajo cada imagen, cuánto cambiaría el logit"
                + " ganador con cada píxel, |∂ logit / ∂ píxel| (Simonyan et al. 2013,"
                + " arXiv:1312.6034). La palabra es la respuesta de la red."),
        new Sheet(cells, Math.min(SALIENT, first.length), 96));
  }

  private int[] firstOfEachClass() {
    int[] classes = test.take(Math.min(SAMPLES, test.size())).all().targets().toInts();
    return IntStream.range(0, test.classNames().size())
        .flatMap(c -> IntStream.range(0, classes.length).filter(i -> classes[i] == c).limit(1))
        .toArray();
  }

  /// What each feature added to each logit: weight · feature.
  private void head(List<Staged.Trace> traces) {
    int last = traces.size() - 1;
    while (last > 0 && !(traces.get(last).stage().layer() instanceof Linear)) {
      last--;
    }
    if (!(traces.get(last).stage().layer() instanceof Linear linear)) {
      return;
    }
    float[] weight = linear.weight().value().toFloats();
    float[] feature = traces.get(last - 1).output().at(0).toFloats();
    int winner = traces.get(last).output().argMax(1).toInts()[0];
    int[] top =
        IntStream.range(0, feature.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    f -> -Math.abs(weight[winner * feature.length + f] * feature[f])))
            .limit(FEATURES)
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] added = new double[linear.out()][top.length];
    for (int c = 0; c < added.length; c++) {
      for (int k = 0; k < top.length; k++) {
        added[c][k] = weight[c * feature.length + top[k]] * (double) feature[top[k]];
      }
    }
    List<String> classes = test.classNames();
    gallery.heat(
        "head",
        new Text(
            "How the fully connected layer decided about the first test picture: the "
                + top.length
                + " features that count most for its answer, "
                + classes.get(winner)
                + ", and what each adds to every class (orange for it, blue against it).",
            "Cómo decidió la capa totalmente conectada sobre la primera imagen de prueba: los "
                + top.length
                + " rasgos que más cuentan para su respuesta, "
                + classes.get(winner)
                + ", y lo que cada uno aporta a cada clase (naranja a favor, azul en contra)."),
        new HeatMap(
            gallery.in("weight × feature", "peso × rasgo"),
            added,
            classes,
            IntStream.of(top).mapToObj(f -> "f" + f).toList()));
  }

  private void separability() {
    List<Separability> all =
        Separability.of(
            model,
            train.take(Math.min(SAMPLES, train.size())),
            test.take(Math.min(SAMPLES, test.size())),
            test.classNames().size());
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            gallery.in("stage", "etapa"),
            gallery.in("shape", "forma"),
            gallery.in("nearest class mean", "media de clase más cercana"),
            gallery.in("between / within", "entre / dentro"),
            gallery.in("moved by 1 pixel", "movida 1 píxel")));
    for (Separability s : all) {
      table.add(
          List.of(
              s.stage(),
              s.shape(),
              percent(s.accuracy()),
              String.format(Locale.ROOT, "%.3f", s.fisher()),
              percent(s.moved())));
    }
    gallery.table(
        "separability",
        new Text(
            "How useful the data is after each stage, on "
                + Math.min(SAMPLES, test.size())
                + " test pictures: how many lie nearest to the mean of their own class, how far the"
                + " classes lie apart against how far each spreads, and how much changes when the"
                + " picture moves by one pixel.",
            "Lo útiles que son los datos tras cada etapa, con "
                + Math.min(SAMPLES, test.size())
                + " imágenes de prueba: cuántas están más cerca de la media de su propia clase,"
                + " cuánto se separan las clases frente a lo que se dispersa cada una, y cuánto"
                + " cambia cuando la imagen se mueve un píxel."),
        table);
    double[] number = IntStream.range(0, all.size()).asDoubleStream().toArray();
    gallery.chart(
        "separability-chart",
        new Text(
            "The same as lines: each layer turns the data into something more useful.",
            "Lo mismo en líneas: cada capa convierte los datos en algo más útil."),
        Chart.of(
                gallery.in("Stage by stage", "Etapa por etapa"),
                gallery.in("stage", "etapa"),
                gallery.in("share", "fracción"))
            .line(
                gallery.in("nearest mean is right", "acierta la media cercana"),
                number,
                all.stream().mapToDouble(Separability::accuracy).toArray())
            .line(
                gallery.in("change by 1 pixel", "cambio por 1 píxel"),
                number,
                all.stream().mapToDouble(Separability::moved).toArray()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
