package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The pictures of diffusion on small pictures.
record DiffusionPicturesShow(
    DiffusionPicturesExperiment experiment, SmallPictures pictures, Gallery gallery) {
  private static final int CHARTED = 500;
  private static final double[] STRENGTHS = {0, 1, 1.5, 2.5, 4};

  void show() {
    PictureShow show = new PictureShow(gallery, pictures);
    show.real();
    int classes = experiment.painter().classes();
    int[] labels = new int[classes * PictureShow.COLUMNS];
    Arrays.setAll(labels, i -> i / PictureShow.COLUMNS);
    double guidance = experiment.settings().number("guidance");
    show.rows("samples", experiment.paint(labels, experiment.sampler(), guidance));
    forward(show);
    reverse(show, classes, guidance);
    strengths(show, classes);
    steps(guidance);
  }

  private void forward(PictureShow show) {
    NoiseSchedule schedule = experiment.schedule();
    float[] first =
        Arrays.copyOf(
            pictures.train().inputs().toFloats(), SmallPictures.SIDE * SmallPictures.SIDE);
    int n = PictureShow.COLUMNS;
    Tensor clean =
        Tensor.of(first, 1, 1, SmallPictures.SIDE, SmallPictures.SIDE)
            .expand(n, 1, SmallPictures.SIDE, SmallPictures.SIDE);
    Tensor noise =
        Tensor.randn(Rng.of(3), 1, 1, SmallPictures.SIDE, SmallPictures.SIDE)
            .expand(n, 1, SmallPictures.SIDE, SmallPictures.SIDE);
    int[] times = IntStream.range(0, n).map(i -> (schedule.steps() - 1) * i / (n - 1)).toArray();
    float[] drowned = schedule.noised(clean, Tensor.of(times, n), noise).toFloats();
    List<Pixels> shown = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      shown.add(SmallPictures.picture(drowned, i));
    }
    show.sheet(
        "forward",
        new Text(
            "Forward: one picture drowns in one noise, from the first step to the last.",
            "Hacia delante: una imagen se ahoga en un ruido, del primer paso al último."),
        shown);
  }

  /// The way back of one picture a class: what it is, and what the network sees in it.
  private void reverse(PictureShow show, int classes, double guidance) {
    int[] labels = SmallPictures.inTurn(classes, classes);
    List<float[]> ways = new ArrayList<>();
    experiment.paint(labels, experiment.sampler(), guidance, (made, x) -> ways.add(x.toFloats()));
    List<Pixels> shown = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < PictureShow.COLUMNS; i++) {
        float[] then = ways.get((ways.size() - 1) * i / (PictureShow.COLUMNS - 1));
        shown.add(SmallPictures.picture(then, c));
      }
    }
    show.sheet(
        "reverse",
        new Text(
            "Reverse: from noise (left) to a picture (right), a class a row.",
            "Hacia atrás: del ruido (izquierda) a una imagen (derecha), una clase por fila."),
        shown);
  }

  private void strengths(PictureShow show, int classes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("guidance", "guía"),
            gallery.in("Fréchet distance", "distancia de Fréchet"),
            gallery.in("classifier agrees", "el clasificador coincide")));
    List<Pixels> shown = new ArrayList<>();
    for (double strength : STRENGTHS) {
      Judge.Score score =
          experiment.score(DiffusionPicturesExperiment.MEASURED, experiment.sampler(), strength);
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.1f", strength),
              String.format(Locale.ROOT, "%.2f", score.frechet()),
              String.format(Locale.ROOT, "%.3f", score.agreement())));
      float[] made =
          experiment.paint(
              SmallPictures.inTurn(PictureShow.COLUMNS, classes), experiment.sampler(), strength);
      for (int i = 0; i < PictureShow.COLUMNS; i++) {
        shown.add(SmallPictures.picture(made, i));
      }
    }
    gallery.table(
        "guidance",
        new Text(
            "Guidance: at 0 the class is not asked for, at 1 it is, above it is exaggerated. The"
                + " classifier's agreement is the gain; a distance that grows again is the price,"
                + " because exaggerated pictures vary too little.",
            "Guía: con 0 no se pide la clase, con 1 sí, por encima se exagera. La coincidencia del"
                + " clasificador es la ganancia; una distancia que vuelve a crecer es el precio,"
                + " porque las imágenes exageradas varían demasiado poco."),
        rows);
    show.sheet(
        "guidance-samples",
        new Text(
            "The same noise and classes with each strength of the table, a strength a row.",
            "El mismo ruido y las mismas clases con cada fuerza de la tabla, una por fila."),
        shown);
  }

  private void steps(double guidance) {
    List<Integer> counts =
        IntStream.of(2, 5, 10, 20, 50, experiment.schedule().steps())
            .filter(n -> n <= experiment.schedule().steps())
            .distinct()
            .boxed()
            .toList();
    double[] x = counts.stream().mapToDouble(n -> n).toArray();
    double[][] distances = new double[2][x.length];
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("way back", "camino de vuelta"),
            gallery.in("jumps", "saltos"),
            gallery.in("Fréchet distance", "distancia de Fréchet"),
            gallery.in("milliseconds a picture", "milisegundos por imagen")));
    for (int i = 0; i < x.length; i++) {
      for (int eta = 0; eta <= 1; eta++) {
        long begun = System.nanoTime();
        int[] labels = SmallPictures.inTurn(CHARTED, experiment.painter().classes());
        float[] made = experiment.paint(labels, experiment.sampler(counts.get(i), eta), guidance);
        double millis = (System.nanoTime() - begun) * 1e-6 / CHARTED;
        distances[eta][i] = experiment.judge().score(made, labels).frechet();
        rows.add(
            List.of(
                eta == 0 ? "DDIM" : gallery.in("with fresh noise", "con ruido nuevo"),
                Integer.toString(counts.get(i)),
                String.format(Locale.ROOT, "%.2f", distances[eta][i]),
                String.format(Locale.ROOT, "%.2f", millis)));
      }
    }
    gallery.chart(
        "steps",
        new Text(
            "Jumps against quality: the Fréchet distance of 500 pictures. The time a picture grows"
                + " like the jumps; a GAN needs a single pass.",
            "Saltos frente a calidad: la distancia de Fréchet de 500 imágenes. El tiempo por imagen"
                + " crece como los saltos; a una GAN le basta una pasada."),
        Chart.of(
                gallery.in("Quality", "Calidad"),
                gallery.in("jumps", "saltos"),
                gallery.in("Fréchet distance", "distancia de Fréchet"))
            .line("DDIM", x, distances[0])
            .line(gallery.in("with fresh noise", "con ruido nuevo"), x, distances[1])
            .logarithmicX()
            .logarithmicY());
    gallery.table(
        "steps-table",
        new Text(
            "The same with the time on this machine.", "Lo mismo con el tiempo en este equipo."),
        rows);
  }
}
