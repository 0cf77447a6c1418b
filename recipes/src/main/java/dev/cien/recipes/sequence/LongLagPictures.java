package dev.cien.recipes.sequence;

import dev.cien.data.Batch;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.HeatMap;
import dev.cien.nn.LSTM;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Clipping;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.zoo.Cell;
import dev.cien.zoo.GateTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What there is to see of memory: learning curves by cell, gates at work, what is left of an early
/// input, and how much gradient comes back to it.
final class LongLagPictures {
  private static final int SAMPLES = 32;
  private static final double STRETCH = 3;

  private final LongLag task;
  private final Gallery gallery;
  private final Batch batch;

  private LongLagPictures(LongLag task, Gallery gallery) {
    this.task = task;
    this.gallery = gallery;
    this.batch = task.test().batch(IntStream.range(0, SAMPLES).toArray());
  }

  static void show(LongLag task, Gallery gallery) {
    LongLagPictures pictures = new LongLagPictures(task, gallery);
    pictures.curves();
    pictures.comparison();
    pictures.gates();
    pictures.decay();
    pictures.lags();
    pictures.clipping();
  }

  private void curves() {
    Chart chart =
        Chart.of(
            gallery.in("validation by cell", "validación por célula"),
            gallery.in("epoch", "época"),
            gallery.in(task.costName().en(), task.costName().es()));
    for (Cell cell : Cell.values()) {
      chart = chart.line(cell.word(), upTo(task.trained(cell).curve().size()), curve(cell));
    }
    gallery.chart(
        "curves",
        new Text(
            "The cost on unseen sequences after each epoch. The plain cell stays where one is who"
                + " did not read the sequence.",
            "El coste en secuencias no vistas tras cada época. La célula simple se queda donde está"
                + " quien no ha leído la secuencia."),
        chart.logarithmicY());
  }

  private double[] curve(Cell cell) {
    return task.trained(cell).curve().stream().mapToDouble(v -> v).toArray();
  }

  private void comparison() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("cell", "célula"),
            gallery.in("parameters", "parámetros"),
            gallery.in("on the test", "en la prueba")));
    for (Cell cell : Cell.values()) {
      Layer model = task.trained(cell).model();
      rows.add(
          List.of(
              cell.word(),
              Long.toString(Params.of(model).count()),
              String.format(Locale.ROOT, "%.4f", task.score(model, task.test()))));
    }
    gallery.table(
        "cells",
        new Text(
            "The three cells after the same training: a GRU has three quarters of an LSTM's"
                + " recurrent weights.",
            "Las tres células tras el mismo entrenamiento: una GRU tiene tres cuartos de los pesos"
                + " recurrentes de una LSTM."),
        rows);
  }

  private void gates() {
    Layer model = task.trained(Cell.LSTM).model();
    GateTrace trace =
        GateTrace.of(
            (LSTM) task.layer(model), task.features(model, batch.inputs()).at(0).compute());
    int unit = mostActive(trace.input());
    double[] steps = upTo(trace.memory().length);
    gallery.chart(
        "gates",
        new Text(
            "The LSTM's unit whose gate i moves most, while one sequence is read: i takes in, f"
                + " keeps, o shows, c is the memory.",
            "La unidad de la LSTM cuya puerta i se mueve más, mientras lee una secuencia: i admite,"
                + " f conserva, o muestra, c es la memoria."),
        Chart.of(
                gallery.in("gates of unit ", "puertas de la unidad ") + unit,
                gallery.in("step", "paso"),
                gallery.in("value", "valor"))
            .line("i", steps, column(trace.input(), unit))
            .line("f", steps, column(trace.forget(), unit))
            .line("o", steps, column(trace.output(), unit))
            .line("c", steps, column(trace.memory(), unit)));
    gallery.heat(
        "memory",
        new Text(
            "The memory c of all units (rows) over the steps (columns): what stays the same colour"
                + " is remembered.",
            "La memoria c de todas las unidades (filas) a lo largo de los pasos (columnas): lo que"
                + " no cambia de color se recuerda."),
        new HeatMap(
            gallery.in("memory c", "memoria c"), turned(trace.memory()), List.of(), List.of()));
    gallery.heat(
        "input-gate",
        new Text(
            "The gate i of all units over the steps: dark where something is written.",
            "La puerta i de todas las unidades a lo largo de los pasos: oscura donde se escribe."),
        new HeatMap(gallery.in("gate i", "puerta i"), turned(trace.input()), List.of(), List.of()));
  }

  private void decay() {
    Chart chart =
        Chart.of(
            gallery.in("what is left of a change", "lo que queda de un cambio"),
            gallery.in("steps after the first", "pasos tras el primero"),
            "‖h − h′‖ / ‖h₁ − h′₁‖");
    Tensor other = task.changed(batch.inputs());
    for (Cell cell : Cell.values()) {
      Layer model = task.trained(cell).model();
      double[] left =
          Lags.differences(
              task.layer(model),
              task.features(model, batch.inputs()).at(0),
              task.features(model, other).at(0));
      chart = chart.line(cell.word(), from(0, left.length), left);
    }
    gallery.chart(
        "decay",
        new Text(
            "One sequence read twice, the second time with another first element: the distance"
                + " between both states, after training.",
            "Una secuencia leída dos veces, la segunda con otro primer elemento: la distancia entre"
                + " ambos estados, tras el entrenamiento."),
        chart.logarithmicY());
  }

  private void lags() {
    Chart before = lagChart(gallery.in("before training", "antes de entrenar"));
    Chart after = lagChart(gallery.in("after training", "después de entrenar"));
    for (Cell cell : Cell.values()) {
      before = with(before, cell.word(), norms(task.make(cell)), 1);
      after = with(after, cell.word(), norms(task.trained(cell).model()), 1);
    }
    Text caption =
        new Text(
            "How strongly the cost at the end depends on the state so many steps before: a straight"
                + " fall on this scale is a gradient that vanishes exponentially.",
            "Cuánto depende el coste final del estado tantos pasos antes: una caída recta en esta"
                + " escala es un gradiente que se desvanece exponencialmente.");
    gallery.chart("gradient-before", caption, before.logarithmicY());
    gallery.chart("gradient-after", caption, after.logarithmicY());
  }

  private void clipping() {
    double limit = task.settings().number("clip") > 0 ? task.settings().number("clip") : 1;
    Chart chart = lagChart(gallery.in("exploding", "explosión"));
    for (Cell cell : Cell.values()) {
      Layer model = stretched(task.make(cell));
      double[] norms = norms(model);
      double whole =
          Clipping.globalNorm(
                  task.cost(model.forward(batch.inputs()), batch.targets())
                      .gradients(Params.of(model).trainable()))
              .item();
      chart = with(chart, cell.word(), norms, 1);
      if (cell == Cell.RNN) {
        chart =
            with(
                chart,
                gallery.in("rnn, clipped", "rnn, recortado"),
                norms,
                Math.min(1, limit / whole));
      }
    }
    gallery.chart(
        "gradient-stretched",
        new Text(
            "The same with recurrent weights three times as large at the start. Clipping lowers the"
                + " whole curve and keeps its slope: it is a cure for steps that are too long, not"
                + " for forgetting.",
            "Lo mismo con pesos recurrentes tres veces mayores al principio. Recortar baja toda la"
                + " curva sin cambiar su pendiente: cura los pasos demasiado largos, no el"
                + " olvido."),
        chart.logarithmicY());
    int epochs = Math.min(task.settings().epochs(), 4);
    List<Double> clipped = task.trainPlainly(stretched(task.make(Cell.RNN)), true, epochs);
    List<Double> free = task.trainPlainly(stretched(task.make(Cell.RNN)), false, epochs);
    gallery.chart(
        "clipping",
        new Text(
            "The plain cell with the stretched weights, trained with and without clipping, by plain"
                + " gradient descent: Adam divides by the size of the gradient, so that it hides"
                + " the difference. A line that ends early, or is a point, became infinite.",
            "La célula simple con los pesos aumentados, entrenada con recorte y sin él, por"
                + " descenso de gradiente simple: Adam divide por el tamaño del gradiente y oculta"
                + " la diferencia. Una línea que acaba antes, o es un punto, se hizo infinita."),
        Chart.of(
                gallery.in("clipping", "recorte"),
                gallery.in("epoch", "época"),
                gallery.in(task.costName().en(), task.costName().es()))
            .line(gallery.in("clipped", "con recorte"), from(0, clipped.size()), array(clipped))
            .line(gallery.in("not clipped", "sin recorte"), from(0, free.size()), array(free)));
  }

  private static Layer stretch(Layer model, Variable weights) {
    weights.assign(weights.value().mul(STRETCH));
    return model;
  }

  private static Layer stretched(Layer model) {
    Params.of(model)
        .state()
        .forEach(
            (name, variable) -> {
              if (name.contains("weight_hh")) {
                stretch(model, variable);
              }
            });
    return model;
  }

  private double[] norms(Layer model) {
    return Lags.gradientNorms(
        task.layer(model),
        task.features(model, batch.inputs()),
        last -> task.lastCost(model, last, batch.targets()));
  }

  private Chart lagChart(String when) {
    return Chart.of(
        gallery.in("gradient by lag, ", "gradiente por retardo, ") + when,
        gallery.in("steps before the end", "pasos antes del final"),
        gallery.in("norm", "norma"));
  }

  private static Chart with(Chart chart, String name, double[] norms, double factor) {
    double[] back = new double[norms.length];
    for (int i = 0; i < back.length; i++) {
      back[i] = norms[norms.length - 1 - i] * factor;
    }
    return chart.line(name, from(0, back.length), back);
  }

  private static int mostActive(float[][] gate) {
    int best = 0;
    double most = -1;
    for (int unit = 0; unit < gate[0].length; unit++) {
      double[] values = column(gate, unit);
      double low = Arrays.stream(values).min().orElseThrow();
      double high = Arrays.stream(values).max().orElseThrow();
      if (high - low > most) {
        most = high - low;
        best = unit;
      }
    }
    return best;
  }

  private static double[] column(float[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double[][] turned(float[][] rows) {
    return IntStream.range(0, rows[0].length)
        .mapToObj(c -> column(rows, c))
        .toArray(double[][]::new);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private static double[] upTo(int count) {
    return from(1, count);
  }

  private static double[] from(int first, int count) {
    return IntStream.range(first, first + count).asDoubleStream().toArray();
  }
}
