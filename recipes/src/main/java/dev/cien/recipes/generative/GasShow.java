package dev.cien.recipes.generative;

import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The pictures of a gas that spreads.
///
/// @param test the boxes that nobody learnt from
/// @param truth where their gas is, `[jumps + 1][boxes][cells]`
record GasShow(GasExperiment experiment, GasScenes.Scene[] test, double[][][] truth) {
  private static final int BOXES = 2;
  private static final int COLUMNS = 6;
  private static final int CELL = 116;
  private static final int TRIES = 5;
  private static final int PARTICLES = 5000;

  void show(Gallery gallery) {
    List<GasJump> jumps =
        List.of(
            experiment.fluxes(),
            experiment.changes(),
            experiment.coarse(),
            experiment.filter(),
            GasJump.none());
    List<GasErrors> errors = jumps.stream().map(experiment::errors).toList();
    for (int box = 0; box < BOXES; box++) {
      film(gallery, box, jumps.subList(0, 2));
    }
    double[] x = IntStream.range(0, truth.length).mapToDouble(j -> j).toArray();
    error(gallery, jumps, errors, x);
    mass(gallery, jumps.subList(0, 4), errors, x);
    table(gallery, jumps, errors);
    particles(gallery);
    stability(gallery);
  }

  /// One box after some jumps: the truth, what others say, particles.
  private void film(Gallery gallery, int box, List<GasJump> networks) {
    GasScenes.Scene[] one = {test[box]};
    List<double[][][]> films = new ArrayList<>();
    List<String> names = new ArrayList<>();
    films.add(GasJump.fine(experiment.span()).film(one, truth.length - 1));
    names.add(gallery.in("equation", "ecuación"));
    films.add(networks.get(0).film(one, truth.length - 1));
    names.add(gallery.in("fluxes", "flujos"));
    films.add(networks.get(1).film(one, truth.length - 1));
    names.add(gallery.in("changes", "cambios"));
    films.add(coarse(one).film(one, truth.length - 1));
    names.add(gallery.in("coarse", "gruesa"));
    films.add(walkers(one[0]));
    names.add(gallery.in("particles", "partículas"));
    int[] moments =
        IntStream.range(0, COLUMNS)
            .map(i -> i == 0 ? 0 : Math.min(1 << i - 1, truth.length - 1))
            .toArray();
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int row = 0; row < films.size(); row++) {
      for (int moment : moments) {
        double[] now = films.get(row)[moment][0];
        String label = moment == moments[0] ? names.get(row) : "t = " + time(moment);
        cells.add(
            new Sheet.Cell(
                GasPicture.of(one[0].medium(), now, films.getFirst()[moment][0]), label));
      }
    }
    gallery.sheet(
        "film-" + (box + 1),
        new Text(
            "A gas in a box that nobody learnt from, walls in brown: as the equation says, after"
                + " jumps of the network that says fluxes and of the one that says changes, in a"
                + " coarse grid, and as 5,000 particles that walk at random. Each column has a"
                + " scale of its own, white for no gas, black for twice the most that the equation"
                + " has; red is less than nothing.",
            "Un gas en una caja de la que nadie aprendió, con paredes en marrón: según la ecuación,"
                + " tras saltos de la red que dice flujos y de la que dice cambios, en una malla"
                + " gruesa, y como 5000 partículas que caminan al azar. Cada columna tiene su"
                + " escala, blanco sin gas y negro para el doble de lo máximo según la ecuación; el"
                + " rojo es menos que nada."),
        new Sheet(cells, COLUMNS, CELL));
  }

  private GasJump coarse(GasScenes.Scene... one) {
    return GasJump.coarse(GasExperiment.COARSE, experiment.span() * GasScenes.DT, one);
  }

  private String time(int jumps) {
    return String.format(Locale.ROOT, "%.0f", jumps * experiment.span() * GasScenes.DT);
  }

  /// Particles as a concentration.
  private double[][][] walkers(GasScenes.Scene scene) {
    Rng rng = Rng.of(5);
    GasWalkers walkers = new GasWalkers(scene.medium(), scene.start(), PARTICLES, rng);
    double each = scene.medium().mass(scene.start()) / PARTICLES;
    double[][][] film = new double[truth.length][1][];
    for (int j = 0; j < film.length; j++) {
      if (j > 0) {
        walkers.walk(experiment.span(), GasScenes.DT, rng);
      }
      film[j][0] = Arrays.stream(walkers.counts()).mapToDouble(n -> n * each).toArray();
    }
    return film;
  }

  private void error(Gallery gallery, List<GasJump> jumps, List<GasErrors> errors, double... x) {
    Chart chart =
        Chart.of(
            gallery.in("Error over time", "Error con el tiempo"),
            gallery.in("jumps", "saltos"),
            gallery.in("share of the gas field", "fracción del campo"));
    for (int i = 0; i < jumps.size(); i++) {
      chart = chart.line(shortName(gallery, i), x, errors.get(i).error());
    }
    gallery.chart(
        "error",
        new Text(
            "How far each way to jump is from the equation, ‖c − true‖ / ‖true‖, a mean over the"
                + " test boxes. Each jump starts from where the one before landed.",
            "Cuánto se aparta de la ecuación cada manera de saltar, ‖c − exacta‖ / ‖exacta‖, media"
                + " sobre las cajas de prueba. Cada salto parte de donde cayó el anterior."),
        chart.logarithmicY());
  }

  private static String shortName(Gallery gallery, int i) {
    return switch (i) {
      case 0 -> gallery.in("fluxes", "flujos");
      case 1 -> gallery.in("changes", "cambios");
      case 2 -> gallery.in("coarse grid", "malla gruesa");
      case 3 -> gallery.in("linear filter", "filtro lineal");
      default -> gallery.in("nothing moves", "nada se mueve");
    };
  }

  private void mass(Gallery gallery, List<GasJump> jumps, List<GasErrors> errors, double... x) {
    Chart chart =
        Chart.of(
            gallery.in("Gas lost or made", "Gas perdido o creado"),
            gallery.in("jumps", "saltos"),
            gallery.in("share of the gas", "fracción del gas"));
    for (int i = 0; i < jumps.size(); i++) {
      double[] lost = Arrays.stream(errors.get(i).lost()).map(v -> Math.max(v, 1e-17)).toArray();
      lost[0] = 0;
      chart = chart.line(shortName(gallery, i), x, lost);
    }
    gallery.chart(
        "mass",
        new Text(
            "How much gas appears or disappears, |mass / mass at the start − 1|, a mean over the"
                + " test boxes. The network that says fluxes keeps it but for the rounding of"
                + " 32-bit numbers, finite differences for that of 64-bit numbers.",
            "Cuánto gas aparece o desaparece, |masa / masa inicial − 1|, media sobre las cajas de"
                + " prueba. La red que dice flujos lo conserva salvo el redondeo de números de 32"
                + " bits; las diferencias finitas, salvo el de números de 64 bits."),
        chart.logarithmicY());
  }

  private void table(Gallery gallery, List<GasJump> jumps, List<GasErrors> errors) {
    List<GasJump> all = new ArrayList<>(List.of(GasJump.fine(experiment.span()), GasJump.late()));
    List<GasErrors> measured = new ArrayList<>(all.stream().map(experiment::errors).toList());
    all.addAll(jumps);
    measured.addAll(errors);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("way to jump", "manera de saltar"),
            gallery.in("steps a jump", "pasos por salto"),
            gallery.in("error, 1 jump", "error, 1 salto"),
            gallery.in("error, all jumps", "error, todos los saltos"),
            gallery.in("gas lost or made", "gas perdido o creado"),
            gallery.in("microseconds a jump", "microsegundos por salto")));
    double[][] start = GasJump.each(new double[test.length][], i -> test[i].start());
    for (int i = 0; i < all.size(); i++) {
      GasJump jump = all.get(i);
      double micros = Double.POSITIVE_INFINITY;
      for (int tried = 0; tried < TRIES; tried++) {
        long begun = System.nanoTime();
        jump.next().of(test, start);
        micros = Math.min(micros, (System.nanoTime() - begun) * 1e-3 / test.length);
      }
      GasErrors each = measured.get(i);
      rows.add(
          List.of(
              gallery.in(jump.title().en(), jump.title().es()),
              Integer.toString(jump.work()),
              number(each.error()[1]),
              number(each.lastError()),
              String.format(Locale.ROOT, "%.1e", each.lastLost()),
              String.format(Locale.ROOT, "%.0f", micros)));
    }
    gallery.table(
        "table",
        new Text(
            "The test boxes, and the time of a jump of one box on this machine. The equation of a"
                + " simple gas is cheap to solve: a network that jumps pays where the small steps"
                + " are dear, or where nobody knows the equation.",
            "Las cajas de prueba, y el tiempo de un salto de una caja en este equipo. La ecuación"
                + " de un gas simple es barata de resolver: una red que salta compensa donde los"
                + " pasos pequeños son caros o donde nadie conoce la ecuación."),
        rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /// How many particles it takes to see the equation.
  private void particles(Gallery gallery) {
    GasScenes.Scene scene = test[0];
    int steps = 2 * experiment.span();
    double[] expected = scene.medium().after(scene.start(), steps, GasScenes.DT);
    double[] counts = {100, 300, 1000, 3000, 10_000, 30_000};
    double[] apart = new double[counts.length];
    double[] law = new double[counts.length];
    double mass = scene.medium().mass(scene.start());
    double square = Arrays.stream(expected).map(c -> c * c).sum();
    for (int i = 0; i < counts.length; i++) {
      Rng rng = Rng.of(6).fork(i);
      double each = mass / counts[i];
      int[] found =
          new GasWalkers(scene.medium(), scene.start(), (int) counts[i], rng)
              .walk(steps, GasScenes.DT, rng)
              .counts();
      apart[i] =
          GasErrors.distance(Arrays.stream(found).mapToDouble(n -> n * each).toArray(), expected);
      // The variance of a count is its mean, or a little less.
      law[i] = Math.sqrt(mass * each / square);
    }
    gallery.chart(
        "particles",
        new Text(
            "Particles that walk at random, after two jumps: how far their density is from the"
                + " equation, by their number, and what chance alone leaves between N particles and"
                + " their mean, which falls like 1/√N.",
            "Partículas que caminan al azar, tras dos saltos: cuánto se aparta su densidad de la"
                + " ecuación, según su número, y lo que el azar por sí solo deja entre N partículas"
                + " y su media, que baja como 1/√N."),
        Chart.of(
                gallery.in("Particles against the equation", "Partículas frente a la ecuación"),
                gallery.in("particles", "partículas"),
                gallery.in("error", "error"))
            .line(gallery.in("chance alone", "solo el azar"), counts, law)
            .dots(gallery.in("particles", "partículas"), counts, apart)
            .logarithmicX()
            .logarithmicY());
  }

  /// What happens beyond the longest stable step.
  private void stability(Gallery gallery) {
    GasMedium open = GasMedium.open(GasScenes.SIDE);
    double[] start = new double[GasScenes.SIDE * GasScenes.SIDE];
    start[start.length / 2 + GasScenes.SIDE / 2] = 1;
    int steps = 120;
    double[] x = IntStream.rangeClosed(0, steps).asDoubleStream().toArray();
    Chart chart =
        Chart.of(
            gallery.in("Too long a step", "Un paso demasiado largo"),
            gallery.in("steps", "pasos"),
            gallery.in("largest |c|", "mayor |c|"));
    for (double dt : new double[] {0.2, 0.25, 0.26, 0.28}) {
      double[] most = new double[steps + 1];
      double[] c = start;
      for (int s = 0; s <= steps; s++) {
        most[s] = Arrays.stream(c).map(Math::abs).max().orElse(0);
        c = open.after(c, 1, dt);
      }
      chart = chart.line(String.format(Locale.ROOT, "dt = %.2f", dt), x, most);
    }
    gallery.chart(
        "stability",
        new Text(
            "A drop of gas in an open box, by explicit steps of four lengths. Up to h²/(4D) = 0.25"
                + " it spreads; a little beyond, a chequered pattern grows without end.",
            "Una gota de gas en una caja sin paredes, con pasos explícitos de cuatro longitudes."
                + " Hasta h²/(4D) = 0,25 se extiende; un poco más allá crece sin fin un dibujo de"
                + " tablero."),
        chart.logarithmicY());
  }
}
