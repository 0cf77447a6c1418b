package dev.cien.recipes.history;

import dev.cien.data.Batches;
import dev.cien.io.plot.Chart;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Rows;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.ThresholdCircuits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Logic gates from McCulloch and Pitts's neurons, found by trying all of them: first single units,
/// then circuits of two layers.
///
/// The four rows of a truth table are the whole world: there is nothing else to test on.
public final class Gates implements Recipe {
  private static final int BATCH = 4096;

  @Override
  public Card card() {
    return new Card(
        "gates",
        new Text(
            "1943: logic gates from neurons that only switch",
            "1943: puertas lógicas con neuronas que solo conmutan"),
        new Text(
            "One unit computes 14 of the 16 functions of two bits; XOR and its opposite"
                + " need a second layer.",
            "Una unidad calcula 14 de las 16 funciones de dos bits; XOR y su contraria"
                + " piden una segunda capa."),
        List.of("H1"),
        "gates",
        true,
        Functions.COUNT,
        3,
        "W. S. McCulloch, W. Pitts, Bulletin of Mathematical Biophysics 5, 1943.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(1),
        Setting.seed(),
        Setting.whole(
            "range", 3, 1, "largest weight of a single unit", "peso mayor de una sola unidad"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of();
  }

  @Override
  public double quickFloor() {
    return Functions.COUNT;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new Search(
        settings,
        new ThresholdCircuits.Depths(
            ThresholdCircuits.of(Functions.COUNT, 1), ThresholdCircuits.of(Functions.COUNT, 3)));
  }

  private record Search(Settings settings, ThresholdCircuits.Depths model) implements Experiment {
    private Candidates units() {
      return new Candidates(Math.min(20, settings.whole("range")), 1);
    }

    /// Weights of −1, 0 and 1 are enough for all single units that there are to combine.
    private static Candidates layered() {
      return new Candidates(1, 3);
    }

    @Override
    public Batches training() {
      return Batches.of(layered(), BATCH);
    }

    @Override
    public TrainStep step() {
      return new GateSearch(model.layered(), Functions.truth());
    }

    @Override
    public Optimizer optimizer() {
      return keeper(model.layered());
    }

    /// The trainer wants an optimizer; the search moves its weights itself.
    private static Optimizer keeper(ThresholdCircuits circuits) {
      return Optimizer.of(Params.of(circuits).trainable(), SGD.of(1));
    }

    @Override
    public List<Phase> before() {
      Trainer trainer =
          Trainer.custom(
              model.single(),
              new GateSearch(model.single(), Functions.truth()),
              keeper(model.single()));
      return List.of(
          new Phase(
              "one-unit",
              new Text("All single units", "Todas las unidades sueltas"),
              model.single(),
              trainer.seed(settings.seed()),
              Batches.of(units(), BATCH)));
    }

    @Override
    public Evaluation evaluate() {
      int[] single = rightRows(model.single());
      int[] layered = rightRows(model.layered());
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("gates", solved(layered));
      metrics.put("gates_one_unit", solved(single));
      metrics.put("xor_one_unit", single[Functions.XOR] / 4.0);
      metrics.put("circuits", (double) units().size() + layered().size());
      return new Evaluation(4 * Functions.COUNT, metrics, List.of(), new int[0][0], List.of());
    }

    private static double solved(int... rightRows) {
      return Arrays.stream(rightRows).filter(rows -> rows == 4).count();
    }

    /// How many rows of its truth table each circuit gets right, asked of the circuits themselves.
    private static int[] rightRows(ThresholdCircuits circuits) {
      float[] said = circuits.answers(Functions.ROWS).toFloats();
      return IntStream.range(0, Functions.COUNT)
          .map(
              f ->
                  (int)
                      IntStream.range(0, 4)
                          .filter(row -> said[4 * f + row] == Functions.answer(f, row))
                          .count())
          .toArray();
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "one-unit",
              new Text(
                  "functions that one unit computes, counted",
                  "funciones que calcula una sola unidad, contadas"),
              true,
              () -> Arrays.stream(computing()).filter(count -> count > 0).count()));
    }

    /// How many single units compute each function.
    private int[] computing() {
      int[] counts = new int[Functions.COUNT];
      Candidates units = units();
      for (int i = 0; i < units.size(); i++) {
        counts[Functions.computed(units.circuit(i))]++;
      }
      return counts;
    }

    @Override
    public void show(Gallery gallery) {
      gallery.table(
          "truth-tables",
          new Text(
              "The truth tables, and the circuits that were found. A unit w1 w2 ≥ t says 1 when"
                  + " w1·a + w2·b is t or more.",
              "Las tablas de verdad y los circuitos encontrados. Una unidad w1 w2 ≥ t dice 1 cuando"
                  + " w1·a + w2·b llega a t."),
          table(gallery));
      double[] functions = IntStream.range(0, Functions.COUNT).asDoubleStream().toArray();
      gallery.chart(
          "units",
          new Text(
              "How many of the single units compute each function, numbered as in the table: none"
                  + " computes 6 (XOR) or 9 (its opposite).",
              "Cuántas unidades sueltas calculan cada función, con los números de la tabla: ninguna"
                  + " calcula la 6 (XOR) ni la 9 (su contraria)."),
          Chart.of(
                  gallery.in("units that compute a function", "unidades que calculan una función"),
                  gallery.in("function", "función"),
                  gallery.in("units", "unidades"))
              .bars(
                  gallery.in("of %d", "de %d").formatted(units().size()),
                  functions,
                  Arrays.stream(computing()).asDoubleStream().toArray()));
      gallery.text(
          "xor",
          new Text("Why no single unit can", "Por qué ninguna unidad sola puede"),
          gallery.in(PROOF.en(), PROOF.es()));
    }

    private List<List<String>> table(Gallery gallery) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("number", "número"),
              gallery.in("function", "función"),
              "00",
              "01",
              "10",
              "11",
              gallery.in("one unit", "una unidad"),
              gallery.in("rows right", "filas bien"),
              gallery.in("two layers", "dos capas"),
              gallery.in("rows right", "filas bien")));
      float[] single = model.single().weights().value().toFloats();
      float[] layered = model.layered().weights().value().toFloats();
      int[] singleRight = rightRows(model.single());
      int[] layeredRight = rightRows(model.layered());
      for (int f = 0; f < Functions.COUNT; f++) {
        List<String> row = new ArrayList<>(List.of(Integer.toString(f), Functions.name(f)));
        for (int r = 0; r < 4; r++) {
          row.add(Integer.toString(Functions.answer(f, r)));
        }
        row.add(unit(single, 3 * f));
        row.add(singleRight[f] + "/4");
        row.add(
            unit(layered, 9 * f)
                + "; "
                + unit(layered, 9 * f + 3)
                + " → "
                + unit(layered, 9 * f + 6));
        row.add(layeredRight[f] + "/4");
        rows.add(row);
      }
      return rows;
    }

    private static String unit(float[] weights, int at) {
      return "%+d %+d ≥ %d"
          .formatted((int) weights[at], (int) weights[at + 1], (int) weights[at + 2]);
    }

    @Override
    public List<Prediction> predict(Path file) {
      return Rows.of(file, List.of("a", "b")).stream()
          .map(
              row -> {
                float[] said = model.layered().answers(row.values()).toFloats();
                return new Prediction(
                    row.name(),
                    IntStream.range(0, Functions.COUNT)
                        .mapToObj(f -> Functions.name(f) + " = " + (int) said[f])
                        .collect(Collectors.joining(", ")),
                    Map.of());
              })
          .toList();
    }
  }

  private static final Text PROOF =
      new Text(
          """
          A unit says 1 when w1·a + w2·b ≥ t. For XOR it would have to be that
            00 → 0:         0 < t
            01 → 1:        w2 ≥ t
            10 → 1:        w1 ≥ t
            11 → 0:   w1 + w2 < t
          The second and third line together give w1 + w2 ≥ 2t, and 2t > t by the first: so
          w1 + w2 > t, against the fourth. No weights, whole or not, satisfy all four; any
          three of them can be satisfied, which is three rows of four.
          Two layers: one unit for "a or b", one for "a and b", and a third that says 1 when
          the first does and the second does not.\
          """,
          """
          Una unidad dice 1 cuando w1·a + w2·b ≥ t. Para XOR tendría que cumplirse
            00 → 0:         0 < t
            01 → 1:        w2 ≥ t
            10 → 1:        w1 ≥ t
            11 → 0:   w1 + w2 < t
          La segunda y la tercera suman w1 + w2 ≥ 2t, y 2t > t por la primera: luego
          w1 + w2 > t, contra la cuarta. Ningunos pesos, enteros o no, cumplen las cuatro;
          tres cualesquiera sí se pueden cumplir: tres filas de cuatro.
          Dos capas: una unidad para "a o b", otra para "a y b", y una tercera que dice 1
          cuando la primera lo dice y la segunda no.\
          """);
}
