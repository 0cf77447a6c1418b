package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.train.TrainEvent;
import java.util.ArrayList;
import java.util.List;

/// The pictures that models of small pictures leave.
///
/// @param gallery where they go
/// @param pictures what the models learnt from
record PictureShow(Gallery gallery, SmallPictures pictures) {
  /// How many pictures stand in a row.
  static final int COLUMNS = 10;

  private static final int SIDE = 56;

  /// Real pictures, a class a row.
  void real() {
    int[] labels = pictures.train().targets().toInts();
    float[] values = pictures.train().inputs().toFloats();
    List<Pixels> shown = new ArrayList<>();
    for (int c = 0; c < pictures.classes().size(); c++) {
      for (int i = 0, found = 0; i < labels.length && found < COLUMNS; i++) {
        if (labels[i] == c) {
          shown.add(pictures.picture(values, i));
          found++;
        }
      }
    }
    sheet(
        "real",
        new Text("Real pictures, a class a row.", "Imágenes reales, una clase por fila."),
        shown);
  }

  /// Made pictures, a class a row.
  void rows(String name, float[] values) {
    sheet(
        name,
        new Text(
            "Pictures that nobody drew, a class a row as above, each of new noise.",
            "Imágenes que nadie ha dibujado, una clase por fila como arriba, cada una de ruido"
                + " nuevo."),
        all(values));
  }

  /// Pictures on the way from one noise to another.
  void walk(float[] values) {
    sheet(
        "interpolation",
        new Text(
            "From one noise (left) to another (right), the same walk for each class: neighbouring"
                + " noise gives similar pictures.",
            "De un ruido (izquierda) a otro (derecha), el mismo paseo para cada clase: ruidos"
                + " vecinos dan imágenes parecidas."),
        all(values));
  }

  private List<Pixels> all(float[] values) {
    List<Pixels> shown = new ArrayList<>();
    for (int i = 0; i < values.length / pictures.values(); i++) {
      shown.add(pictures.picture(values, i));
    }
    return shown;
  }

  /// A sheet of pictures in rows of [#COLUMNS].
  void sheet(String name, Text caption, List<Pixels> shown) {
    gallery.sheet(name, caption, Sheet.of(shown, COLUMNS, SIDE));
  }

  /// The judge's figures over the epochs.
  void epochs(List<TrainEvent.EpochEnded> epochs) {
    double[] x = epochs.stream().mapToDouble(TrainEvent.EpochEnded::epoch).toArray();
    double[] frechet = epochs.stream().mapToDouble(e -> e.validation().get("frechet")).toArray();
    gallery.chart(
        "quality",
        new Text(
            "The distance between made and real pictures after each epoch, as the judge's features"
                + " see it. It does not fall evenly: the game has no goal of its own.",
            "La distancia entre imágenes inventadas y reales tras cada época, según los rasgos del"
                + " juez. No baja de manera uniforme: el juego no tiene una meta propia."),
        Chart.of(
                gallery.in("Quality", "Calidad"),
                gallery.in("epoch", "época"),
                gallery.in("Fréchet distance", "distancia de Fréchet"))
            .line(gallery.in("made", "inventadas"), x, frechet));
  }
}
