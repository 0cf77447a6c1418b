package dev.cien.recipes.generative;

import dev.cien.data.TensorDataset;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The pictures of diffusion in the plane.
record DiffusionPointsShow(
    DiffusionPointsExperiment experiment,
    Points points,
    NoiseSchedule schedule,
    TensorDataset data) {
  private static final int SHOWN = 1500;
  private static final int SIDE = 220;
  private static final int PICTURES = 8;

  void show(Gallery gallery) {
    schedules(gallery);
    forward(gallery);
    closedForm(gallery);
    reverse(gallery);
    field(gallery);
    steps(gallery);
  }

  private void schedules(Gallery gallery) {
    int steps = schedule.steps();
    double[] t = IntStream.rangeClosed(0, steps).asDoubleStream().toArray();
    Chart chart =
        Chart.of(
            gallery.in("What is left of the data", "Lo que queda de los datos"),
            gallery.in("step t", "paso t"),
            gallery.in("share of the variance", "fracción de la varianza"));
    for (NoiseSchedule each : List.of(NoiseSchedule.linear(steps), NoiseSchedule.cosine(steps))) {
      double[] kept = Arrays.stream(t).map(i -> each.kept((int) i - 1)).toArray();
      String name =
          chart.series().isEmpty()
              ? gallery.in("linear", "lineal")
              : gallery.in("cosine", "coseno");
      chart = chart.line(name, t, kept);
    }
    gallery.chart(
        "schedules",
        new Text(
            "Two noise schedules: how much of the data's variance is left after t steps.",
            "Dos calendarios de ruido: cuánta varianza de los datos queda tras t pasos."),
        chart);
  }

  private void forward(Gallery gallery) {
    float[] real = Arrays.copyOf(data.inputs().toFloats(), 2 * SHOWN);
    Tensor x = Tensor.of(real, SHOWN, 2);
    Tensor noise = Tensor.randn(Rng.of(8), SHOWN, 2);
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      int t = time(i);
      int[] times = new int[SHOWN];
      Arrays.fill(times, Math.max(0, t));
      float[] now = t < 0 ? real : schedule.noised(x, Tensor.of(times, SHOWN), noise).toFloats();
      cells.add(cell(now, "t = " + (t + 1), Plane.REAL));
    }
    gallery.sheet(
        "forward",
        new Text(
            "Forward: the data drown in noise. Each picture jumps from the data straight to its"
                + " time.",
            "Hacia delante: los datos se ahogan en ruido. Cada imagen salta directamente de los"
                + " datos a su tiempo."),
        new Sheet(cells, PICTURES / 2, SIDE));
  }

  /// Time number i of the pictures: −1, the data, to the last step.
  private int time(int i) {
    return schedule.steps() * i / (PICTURES - 1) - 1;
  }

  private static Sheet.Cell cell(float[] xy, String label, int color) {
    return new Sheet.Cell(new Plane(1.5 * Points.REACH).dots(xy, color).picture(), label);
  }

  /// Noise added step by step against the closed form, from one starting point.
  private void closedForm(Gallery gallery) {
    int count = 20_000;
    double start = 1.5;
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "t",
            gallery.in("mean, formula", "media, fórmula"),
            gallery.in("mean, step by step", "media, paso a paso"),
            gallery.in("deviation, formula", "desviación, fórmula"),
            gallery.in("deviation, step by step", "desviación, paso a paso"),
            gallery.in("probability of a larger gap", "probabilidad de una distancia mayor")));
    Rng rng = Rng.of(9);
    Tensor x = Tensor.full(start, count);
    for (int t = 0; t < schedule.steps(); t++) {
      x = schedule.once(x, t, Tensor.randn(rng, count)).compute();
      int shown = schedule.steps() / 5;
      if (t == 0 || (t + 1) % shown == 0) {
        double mean = Math.sqrt(schedule.kept(t)) * start;
        double deviation = Math.sqrt(1 - schedule.kept(t));
        rows.add(
            List.of(
                Integer.toString(t + 1),
                number(mean),
                number(x.mean().item()),
                number(deviation),
                number(x.std().item()),
                number(Normality.of(x.toFloats(), mean, deviation).probability())));
      }
    }
    gallery.table(
        "closed-form",
        new Text(
            "20,000 walkers start at 1.5 and get noise step by step; the formula says where they"
                + " should be. The last column is a Kolmogorov–Smirnov test: small values, below"
                + " 0.01 say, would mean that the formula is wrong.",
            "20 000 caminantes parten de 1,5 y reciben ruido paso a paso; la fórmula dice dónde"
                + " deberían estar. La última columna es una prueba de Kolmogórov-Smirnov: valores"
                + " pequeños, por debajo de 0,01 por ejemplo, indicarían que la fórmula es falsa."),
        rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private void reverse(Gallery gallery) {
    List<Sheet.Cell> cells = new ArrayList<>();
    Rng noise = Rng.of(10);
    Tensor start = Tensor.randn(noise, SHOWN, 2);
    cells.add(cell(start.toFloats(), "t = " + schedule.steps(), Plane.MADE));
    Sampler sampler = Sampler.ddpm(schedule);
    List<Integer> wanted =
        IntStream.range(0, PICTURES - 1).mapToObj(i -> schedule.steps() - time(i) - 1).toList();
    sampler.run(
        experiment.model(),
        start,
        noise,
        (made, x) -> {
          if (wanted.contains(made)) {
            cells.add(cell(x.toFloats(), "t = " + (schedule.steps() - made), Plane.MADE));
          }
        });
    gallery.sheet(
        "reverse",
        new Text(
            "Reverse: the network finds the noise and takes a little of it away, step by step.",
            "Hacia atrás: la red encuentra el ruido y quita un poco en cada paso."),
        new Sheet(cells, PICTURES / 2, SIDE));
  }

  /// The predicted noise, drawn as the way that it shows.
  private void field(Gallery gallery) {
    int grid = 13;
    float[] xy = new float[2 * grid * grid];
    for (int i = 0; i < grid * grid; i++) {
      xy[2 * i] = (float) ((i % grid - grid / 2) * 2.0 * Points.REACH / grid);
      xy[2 * i + 1] = (float) ((i / grid - grid / 2) * 2.0 * Points.REACH / grid);
    }
    Tensor x = Tensor.of(xy, grid * grid, 2);
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int t : new int[] {schedule.steps() / 20, schedule.steps() / 3, schedule.steps() - 1}) {
      int[] times = new int[grid * grid];
      Arrays.fill(times, t);
      float[] way =
          experiment
              .model()
              .noise(x, Tensor.of(times, grid * grid))
              .mul(-0.5 * Math.sqrt(1 - schedule.kept(t)))
              .toFloats();
      cells.add(
          new Sheet.Cell(
              new Plane(Points.REACH)
                  .dots(Arrays.copyOf(data.inputs().toFloats(), 2 * SHOWN), 0xbbbbbb)
                  .arrows(xy, way, Plane.REAL)
                  .picture(),
              "t = " + (t + 1)));
    }
    gallery.sheet(
        "predicted-noise",
        new Text(
            "What the network says at three times: half the noise that it sees in a point at each"
                + " place, turned around. Early in the way back all arrows point at the middle of"
                + " the data; late each points at its own cloud.",
            "Lo que dice la red en tres tiempos: la mitad del ruido que ve en un punto en cada"
                + " lugar, al revés. Al principio del camino de vuelta todas las flechas apuntan al"
                + " centro de los datos; al final cada una a su nube."),
        new Sheet(cells, 3, 300));
  }

  private void steps(Gallery gallery) {
    List<Integer> counts =
        IntStream.of(1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
            .filter(n -> n <= schedule.steps())
            .boxed()
            .toList();
    double[] x = counts.stream().mapToDouble(n -> n).toArray();
    double[][] distances = new double[2][x.length];
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("way back", "camino de vuelta"),
            gallery.in("steps", "pasos"),
            gallery.in("distance to unseen data", "distancia a datos nuevos"),
            gallery.in("good samples", "muestras buenas"),
            gallery.in("milliseconds", "milisegundos")));
    for (int i = 0; i < x.length; i++) {
      for (int eta = 0; eta <= 1; eta++) {
        Sampler sampler = Sampler.ddim(schedule, counts.get(i), eta);
        long begun = System.nanoTime();
        float[] samples = experiment.samples(sampler);
        double millis = (System.nanoTime() - begun) * 1e-6;
        distances[eta][i] = experiment.distance(samples);
        rows.add(
            List.of(
                eta == 0 ? "DDIM" : gallery.in("with fresh noise", "con ruido nuevo"),
                Integer.toString(counts.get(i)),
                number(distances[eta][i]),
                number(Modes.of(points, samples).good()),
                String.format(Locale.ROOT, "%.0f", millis)));
      }
    }
    double[] chance = new double[x.length];
    Arrays.fill(chance, experiment.chance());
    gallery.chart(
        "steps",
        new Text(
            "Steps against quality: the sliced Wasserstein distance of 4,000 samples to unseen"
                + " data, without randomness after the start (DDIM) and with fresh noise in each"
                + " step, as in DDPM. The lowest line is the distance between two draws of the"
                + " data.",
            "Pasos frente a calidad: la distancia de Wasserstein por cortes de 4000 muestras a"
                + " datos nuevos, sin azar después del inicio (DDIM) y con ruido nuevo en cada"
                + " paso, como en DDPM. La línea más baja es la distancia entre dos muestras de los"
                + " datos."),
        Chart.of(
                gallery.in("Quality", "Calidad"),
                gallery.in("steps", "pasos"),
                gallery.in("distance", "distancia"))
            .line("DDIM", x, distances[0])
            .line(gallery.in("with fresh noise", "con ruido nuevo"), x, distances[1])
            .line(gallery.in("data against data", "datos frente a datos"), x, chance)
            .logarithmicX()
            .logarithmicY());
    gallery.table(
        "steps-table",
        new Text(
            "The same with the time that 4,000 samples took on this machine.",
            "Lo mismo con el tiempo que tardaron 4000 muestras en este equipo."),
        rows);
  }
}
