package dev.cien.recipes.generative;

import dev.cien.data.TensorDataset;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.gan.Gan;
import dev.cien.zoo.gan.GanLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The pictures of a game on points.
record GanPointsShow(
    Settings settings,
    Points points,
    Gan gan,
    GanLoss loss,
    TensorDataset data,
    GanHistory history) {
  private static final int SHOWN = 1500;
  private static final int ARROWS = 120;
  private static final int SIDE = 300;

  void show(Gallery gallery, float[] samples) {
    float[] real = Arrays.copyOf(data.inputs().toFloats(), 2 * SHOWN);
    float[] made = Arrays.copyOf(samples, 2 * SHOWN);
    gallery.picture(
        "surface",
        new Text(
            "What the discriminator thinks of each place: orange looks real to it, blue made. Dark"
                + " dots are data, red ones samples.",
            "Lo que el discriminador piensa de cada lugar: naranja le parece real, azul inventado."
                + " Los puntos oscuros son datos, los rojos muestras."),
        plane().dots(real, Plane.REAL).dots(made, Plane.MADE).picture());
    gallery.picture(
        "arrows",
        new Text(
            "Where the discriminator pulls samples: minus the gradient of the generator's cost at"
                + " each of them, the longest drawn as a fifth of the picture.",
            "Hacia dónde tira el discriminador de las muestras: menos el gradiente del coste del"
                + " generador en cada una; el más largo mide un quinto de la imagen."),
        arrows(Arrays.copyOf(samples, 2 * ARROWS)));
    latent(gallery);
    if (!history.isEmpty()) {
      training(gallery, real);
    }
    if (settings.whole("replays") > 0) {
      collapse(gallery);
    }
  }

  private Plane plane() {
    return new Plane(Points.REACH)
        .surface(xy -> gan.discriminator().forward(Tensor.of(xy, xy.length / 2, 2)).toFloats());
  }

  private Pixels arrows(float[] at) {
    Tensor fake = Tensor.of(at, at.length / 2, 2);
    float[] pull =
        loss.generator(gan.discriminator(), fake).gradients(fake).of(fake).neg().toFloats();
    double longest = Double.MIN_NORMAL;
    for (int i = 0; i < pull.length; i += 2) {
      longest = Math.max(longest, Math.hypot(pull[i], pull[i + 1]));
    }
    for (int i = 0; i < pull.length; i++) {
      pull[i] *= (float) (0.4 * Points.REACH / longest);
    }
    return plane().arrows(at, pull, Plane.MADE).picture();
  }

  /// Walks through the noise: the first two numbers over a square, the others 0.
  private void latent(Gallery gallery) {
    int lines = 9;
    int steps = 400;
    float[] noise = new float[lines * steps * gan.latent()];
    for (int line = 0; line < lines; line++) {
      for (int s = 0; s < steps; s++) {
        int at = (line * steps + s) * gan.latent();
        noise[at] = -2.5f + 5f * s / (steps - 1);
        if (gan.latent() > 1) {
          noise[at + 1] = -2 + 4f * line / (lines - 1);
        }
      }
    }
    float[] path =
        gan.generator().forward(Tensor.of(noise, lines * steps, gan.latent())).toFloats();
    gallery.picture(
        "latent",
        new Text(
            "Nine straight walks through the noise and where the generator takes them: it must"
                + " bridge the gaps between clouds, so some samples always fall between them.",
            "Nueve paseos rectos por el ruido y adónde los lleva el generador: debe cruzar los"
                + " huecos entre nubes, por eso siempre caen muestras entre ellas."),
        new Plane(Points.REACH).dots(path, Plane.MADE).picture());
  }

  private void training(Gallery gallery, float[] real) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (GanHistory.Snapshot snapshot : history.snapshots()) {
      cells.add(
          new Sheet.Cell(
              new Plane(Points.REACH)
                  .dots(real, Plane.REAL)
                  .dots(snapshot.samples(), Plane.MADE)
                  .picture(),
              gallery.in("epoch ", "época ") + snapshot.epoch()));
    }
    if (!cells.isEmpty()) {
      gallery.sheet(
          "training",
          new Text(
              "The samples of the same noise after some epochs (red) over the data (dark).",
              "Las muestras del mismo ruido tras algunas épocas (rojo) sobre los datos (oscuro)."),
          new Sheet(cells, 3, SIDE));
    }
    double[] epochs = history.numbers();
    gallery.chart(
        "game",
        new Text(
            "Both costs over the epochs: they do not fall as in other training, because each"
                + " player's success is the other's failure.",
            "Los dos costes por época: no bajan como en otro entrenamiento, porque el acierto de"
                + " cada jugador es el fallo del otro."),
        Chart.of(
                gallery.in("The two players", "Los dos jugadores"),
                gallery.in("epoch", "época"),
                gallery.in("cost", "coste"))
            .line(gallery.in("generator", "generador"), epochs, history.values("loss"))
            .line(
                gallery.in("discriminator", "discriminador"),
                epochs,
                history.values(GanStep.OPPONENT)));
    gallery.chart(
        "coverage",
        new Text(
            "How well the samples cover the clouds after each epoch; 1 is perfect.",
            "Qué bien cubren las muestras las nubes tras cada época; 1 es perfecto."),
        Chart.of(
                gallery.in("Coverage", "Cobertura"),
                gallery.in("epoch", "época"),
                gallery.in("share", "fracción"))
            .line(
                gallery.in("overlap with the data", "coincidencia con los datos"),
                epochs,
                history.values("mode_overlap"))
            .line(
                gallery.in("good samples", "muestras buenas"),
                epochs,
                history.values("good_samples")));
  }

  /// Trains every variant anew with some seeds, as long as this run.
  private void collapse(Gallery gallery) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("variant", "variante"),
            gallery.in("seed", "semilla"),
            gallery.in("clouds covered", "nubes cubiertas"),
            gallery.in("good samples", "muestras buenas"),
            gallery.in("overlap", "coincidencia")));
    List<Sheet.Cell> cells = new ArrayList<>();
    for (GanVariant variant : GanVariant.values()) {
      for (int seed = 1; seed <= settings.whole("replays"); seed++) {
        Map<String, String> values = new LinkedHashMap<>(settings.values());
        values.put("variant", variant.word());
        values.put("seed", Integer.toString(seed));
        GanPointsExperiment other = new GanPointsExperiment(new Settings(values));
        other.trainer().fit(other.training());
        Modes modes = other.measured();
        rows.add(
            List.of(
                variant.word(),
                Integer.toString(seed),
                modes.covered() + " / " + modes.modes(),
                String.format(Locale.ROOT, "%.2f", modes.good()),
                String.format(Locale.ROOT, "%.2f", modes.overlap())));
        cells.add(
            new Sheet.Cell(
                new Plane(Points.REACH)
                    .dots(other.model().samples(SHOWN, Rng.of(7)).toFloats(), Plane.MADE)
                    .picture(),
                variant.word() + ", " + seed + ": " + modes.covered() + "/" + modes.modes()));
      }
    }
    gallery.table(
        "collapse",
        new Text(
            "The same game with other losses and seeds, each trained as long as this run. Where"
                + " clouds are missing the generator has collapsed; that it depends on the seed is"
                + " the instability.",
            "El mismo juego con otras pérdidas y semillas, cada uno entrenado tanto como este."
                + " Donde faltan nubes el generador se ha colapsado; que dependa de la semilla es"
                + " la inestabilidad."),
        rows);
    gallery.sheet(
        "collapse-samples",
        new Text(
            "The samples of the games in the table: variant, seed, clouds covered.",
            "Las muestras de los juegos de la tabla: variante, semilla, nubes cubiertas."),
        new Sheet(cells, settings.whole("replays"), 200));
  }
}
