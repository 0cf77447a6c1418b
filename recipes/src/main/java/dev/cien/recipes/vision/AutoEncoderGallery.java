package dev.cien.recipes.vision;

import dev.cien.data.ImageDataset;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.ClassMap;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.AutoEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What an auto-encoder did with test pictures: what came back, where they lie in its code, what
/// lies between two of them, and whose errors are large.
///
/// @param gallery where it is shown
/// @param model the network
/// @param pictures the test pictures, 0 to 1
/// @param held the class that it never saw
/// @param errors the error of each test picture
record AutoEncoderGallery(
    Gallery gallery, AutoEncoder model, ImageDataset pictures, int held, double[] errors) {
  private static final int MAPPED = 1500;
  private static final int STEPS = 9;
  private static final int BINS = 40;

  void show() {
    back();
    map();
    between();
    byClass();
    histogram();
  }

  private int[] firstOfEachClass() {
    return IntStream.range(0, pictures.classNames().size())
        .map(
            c ->
                IntStream.range(0, pictures.size())
                    .filter(i -> pictures.label(i) == c)
                    .findFirst()
                    .orElse(0))
        .toArray();
  }

  private Pixels picture(Tensor logits, int index) {
    Tensor light = logits.at(index).sigmoid();
    return Maps.plain(light.toFloats(), 1, light.shape().dim(1), light.shape().dim(2));
  }

  private void back() {
    int[] first = firstOfEachClass();
    Tensor back = model.forward(pictures.batch(first).inputs());
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      String name = pictures.classNames().get(i);
      cells.add(new Sheet.Cell(pictures.picture(first[i]), i == held ? name + " ?" : name));
    }
    for (int i = 0; i < first.length; i++) {
      cells.add(
          new Sheet.Cell(picture(back, i), String.format(Locale.ROOT, "%.3f", errors[first[i]])));
    }
    gallery.sheet(
        "back",
        new Text(
            "Above a test picture of each class, below what came back and its mean square error."
                + " The class with the question mark was never shown while learning.",
            "Arriba una imagen de prueba de cada clase, debajo lo que volvió y su error cuadrático"
                + " medio. La clase con interrogación nunca se mostró al aprender."),
        new Sheet(cells, first.length, 72));
  }

  private void map() {
    int count = Math.min(MAPPED, pictures.size());
    int[] all = IntStream.range(0, count).toArray();
    float[] codes = model.encode(pictures.batch(all).inputs()).toFloats();
    int width = codes.length / count;
    double[][] points = new double[count][width];
    for (int i = 0; i < codes.length; i++) {
      points[i / width][i % width] = codes[i];
    }
    Chart chart =
        ClassMap.of(
            gallery.in("Codes", "Códigos"),
            gallery,
            points,
            Arrays.stream(all).map(pictures::label).toArray(),
            pictures.classNames());
    gallery.chart(
        "codes",
        new Text(
            "The codes of "
                + count
                + " test pictures on the two axes along which they spread most. Nobody told the"
                + " network the classes; like lies beside like all the same.",
            "Los códigos de "
                + count
                + " imágenes de prueba en los dos ejes en que más se dispersan. Nadie le dijo a la"
                + " red las clases; aun así lo parecido queda junto."),
        chart);
  }

  private void between() {
    int[] first = firstOfEachClass();
    Tensor ends = model.encode(pictures.batch(first[1], first[7]).inputs());
    Tensor[] codes = new Tensor[STEPS];
    for (int i = 0; i < STEPS; i++) {
      double share = i / (STEPS - 1.0);
      codes[i] = ends.at(0).mul(1 - share).add(ends.at(1).mul(share));
    }
    Tensor pictured = model.decode(Tensor.stack(0, codes));
    gallery.sheet(
        "between",
        new Text(
            "A straight walk in the code from one picture to another, decoded at each step.",
            "Un paseo en línea recta por el código de una imagen a otra, descodificado a cada"
                + " paso."),
        Sheet.of(
            IntStream.range(0, STEPS).mapToObj(i -> picture(pictured, i)).toList(), STEPS, 72));
  }

  private void byClass() {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of(gallery.in("class", "clase"), gallery.in("mean error", "error medio")));
    for (int c = 0; c < pictures.classNames().size(); c++) {
      int label = c;
      double mean =
          IntStream.range(0, errors.length)
              .filter(i -> pictures.label(i) == label)
              .mapToDouble(i -> errors[i])
              .average()
              .orElse(0);
      String never = gallery.in(" (never shown)", " (nunca mostrada)");
      table.add(
          List.of(
              pictures.classNames().get(c) + (c == held ? never : ""),
              String.format(Locale.ROOT, "%.4f", mean)));
    }
    gallery.table(
        "errors",
        new Text(
            "The mean square error of each class of the test pictures.",
            "El error cuadrático medio de cada clase de las imágenes de prueba."),
        table);
  }

  private void histogram() {
    double most = Arrays.stream(errors).max().orElse(1);
    double[] middle = new double[BINS];
    double[] shown = new double[BINS];
    double[] never = new double[BINS];
    long strangers =
        IntStream.range(0, errors.length).filter(i -> pictures.label(i) == held).count();
    for (int i = 0; i < errors.length; i++) {
      int bin = Math.min(BINS - 1, (int) (BINS * errors[i] / most));
      if (pictures.label(i) == held) {
        never[bin] += 1.0 / Math.max(1, strangers);
      } else {
        shown[bin] += 1.0 / Math.max(1, errors.length - strangers);
      }
    }
    for (int b = 0; b < BINS; b++) {
      middle[b] = (b + 0.5) * most / BINS;
    }
    gallery.chart(
        "histogram",
        new Text(
            "How large the errors are. A threshold between the two hills is the detector; where"
                + " they overlap it errs.",
            "Lo grandes que son los errores. Un umbral entre las dos colinas es el detector; donde"
                + " se solapan se equivoca."),
        Chart.of(
                gallery.in("Errors", "Errores"),
                gallery.in("mean square error", "error cuadrático medio"),
                gallery.in("share", "fracción"))
            .line(gallery.in("shown", "mostradas"), middle, shown)
            .line(gallery.in("never shown", "nunca mostrada"), middle, never));
  }
}
