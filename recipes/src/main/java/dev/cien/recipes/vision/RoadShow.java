package dev.cien.recipes.vision;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Boxes;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What a run that learnt to see roads leaves to look at.
///
/// @param drawn whether what stands in the scenes is drawn by a program, too
record RoadShow(Gallery gallery, RoadExperiment experiment, RoadScenes test, boolean drawn) {
  private static final int SHOWN = 6;
  private static final int WIDE = 288;
  private static final Text CREDIT =
      new Text(
          " Scenes are composed by a program. Pictures in them: Twemoji, CC BY 4.0.",
          " Las escenas las compone un programa. Imágenes que contienen: Twemoji, CC BY 4.0.");

  void show() {
    int count = Math.min(SHOWN, test.size());
    List<RoadScene> scenes = IntStream.range(0, count).mapToObj(test::scene).toList();
    Tensor inputs = test.batch(IntStream.range(0, count).toArray()).inputs();
    List<RoadSight> sights = experiment.see(inputs);
    scenes(scenes, sights);
    probabilities(scenes.getFirst(), sights.getFirst());
    overlaps();
  }

  private void scenes(List<RoadScene> scenes, List<RoadSight> sights) {
    int scale = Math.max(1, WIDE / test.width());
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      Pixels picture = scenes.get(i).picture();
      Pixels truth = RoadSight.coloured(picture, scenes.get(i).truth());
      cells.add(cell(Boxes.on(picture, scale, List.of()), i, "picture", "imagen"));
      cells.add(cell(Boxes.on(truth, scale, List.of()), i, "truth", "verdad"));
      Pixels seen = sights.get(i).on(picture, scale, this::name);
      cells.add(cell(seen, i, "network", "red"));
    }
    gallery.sheet(
        "scenes",
        credited(
            "Test scenes with vehicles and people that were never seen in training, the truth, and"
                + " what the network says: road violet, lanes yellow, vehicles blue, people red. A"
                + " box is about pixels of one kind that touch; its number is their mean"
                + " probability.",
            "Escenas de prueba con vehículos y personas que nunca se vieron en el entrenamiento, la"
                + " verdad y lo que dice la red: calzada violeta, líneas amarillas, vehículos"
                + " azules, personas rojas. Cada caja rodea píxeles de una clase que se tocan; su"
                + " número es la probabilidad media."),
        new Sheet(cells, 3, WIDE));
  }

  private Sheet.Cell cell(Pixels picture, int row, String en, String es) {
    return new Sheet.Cell(picture, row == 0 ? gallery.in(en, es) : " ");
  }

  private void probabilities(RoadScene scene, RoadSight sight) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (RoadClass kind : RoadClass.looked()) {
      String score =
          sight.score(kind).isPresent()
              ? String.format(Locale.ROOT, " %.2f", sight.score(kind).getAsDouble())
              : "";
      cells.add(
          new Sheet.Cell(
              Maps.plain(sight.of(kind), 1, scene.height(), scene.width()), name(kind) + score));
    }
    gallery.sheet(
        "probabilities",
        credited(
            "The first scene once more: the probability of each class in each pixel, white for 1,"
                + " with the mean over the pixels where it won.",
            "Otra vez la primera escena: la probabilidad de cada clase en cada píxel, blanco para"
                + " 1, con la media en los píxeles en que ganó."),
        new Sheet(cells, 2, WIDE));
  }

  private void overlaps() {
    Map<String, Double> figures = experiment.evaluate().metrics();
    Map<String, double[]> answers = new LinkedHashMap<>();
    answers.put(gallery.in("network", "red"), each(kind -> figures.get("iou_" + kind.word())));
    answers.put(gallery.in("place", "lugar"), each(experiment.byPlace()::of));
    answers.put(gallery.in("colour and place", "color y lugar"), each(experiment.byColour()::of));
    Chart chart =
        Chart.of(
            gallery.in("intersection over union", "intersección sobre unión"),
            gallery.in(
                "1 road · 2 lane · 3 car · 4 person", "1 calzada · 2 línea · 3 coche · 4 persona"),
            "");
    double[] places =
        IntStream.rangeClosed(1, RoadClass.looked().size()).asDoubleStream().toArray();
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    RoadClass.looked().forEach(kind -> head.add(name(kind)));
    head.add(gallery.in("mean", "media"));
    table.add(head);
    for (Map.Entry<String, double[]> answer : answers.entrySet()) {
      chart = chart.bars(answer.getKey(), places, answer.getValue());
      List<String> row = new ArrayList<>(List.of(answer.getKey()));
      DoubleStream.concat(
              DoubleStream.of(answer.getValue()),
              DoubleStream.of(DoubleStream.of(answer.getValue()).average().orElse(0)))
          .forEach(value -> row.add(String.format(Locale.ROOT, "%.3f", value)));
      table.add(row);
    }
    Text caption =
        new Text(
            "Intersection over union on "
                + test.size()
                + " unseen scenes: the network, the most frequent class in each place, and a linear"
                + " model on colour and place.",
            "Intersección sobre unión en "
                + test.size()
                + " escenas no vistas: la red, la clase más frecuente en cada lugar y un modelo"
                + " lineal con color y lugar.");
    gallery.chart("overlap", caption, chart);
    gallery.table("overlaps", caption, table);
  }

  private static double[] each(ToDoubleFunction<RoadClass> overlap) {
    return RoadClass.looked().stream().mapToDouble(overlap).toArray();
  }

  private String name(RoadClass kind) {
    return gallery.in(kind.title().en(), kind.title().es());
  }

  /// A caption that says where the pictures are from.
  private Text credited(String en, String es) {
    return drawn ? new Text(en, es) : new Text(en + CREDIT.en(), es + CREDIT.es());
  }
}
