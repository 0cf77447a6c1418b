package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What diffusion on small pictures leaves to look at, whatever says what they show.
///
/// @param painter what has learnt
/// @param judge a classifier that takes no part
/// @param asked what is painted, and what the judge should see
record DiffusionPicturesShow(DiffusionPainter painter, Judge judge, Asked asked, PictureShow show) {
  private static final int CHARTED = 500;
  private static final double[] STRENGTHS = {0, 1, 1.5, 2.5, 4};

  /// Pictures to be asked for.
  ///
  /// @param labels classes `[n]` or words `[n, L]`
  /// @param classes what the judge should see in each
  record Asked(Tensor labels, int[] classes) {
    /// The first of them, all if there are fewer.
    Asked first(int most) {
      int n = Math.min(most, classes.length);
      return new Asked(
          labels.indexSelect(0, Tensor.arange(n).cast(DType.INT32)), Arrays.copyOf(classes, n));
    }
  }

  /// Into the noise and back, by strength and by jumps.
  void all() {
    forward();
    reverse();
    strengths();
    steps();
  }

  private SmallPictures pictures() {
    return painter.pictures();
  }

  private Gallery gallery() {
    return show.gallery();
  }

  private double guidance() {
    return painter.settings().number("guidance");
  }

  private void forward() {
    NoiseSchedule schedule = painter.schedule();
    float[] first = Arrays.copyOf(pictures().train().inputs().toFloats(), pictures().values());
    int n = PictureShow.COLUMNS;
    int[] many = {n, pictures().channels(), pictures().side(), pictures().side()};
    Tensor clean = pictures().tensor(first).expand(many);
    Tensor noise = pictures().noise(Rng.of(3), 1).expand(many);
    int[] times = IntStream.range(0, n).map(i -> (schedule.steps() - 1) * i / (n - 1)).toArray();
    float[] drowned = schedule.noised(clean, Tensor.of(times, n), noise).toFloats();
    List<Pixels> shown = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      shown.add(pictures().picture(drowned, i));
    }
    show.sheet(
        "forward",
        new Text(
            "Forward: one picture drowns in one noise, from the first step to the last.",
            "Hacia delante: una imagen se ahoga en un ruido, del primer paso al último."),
        shown);
  }

  /// The way back of some pictures: what they are, jump by jump.
  private void reverse() {
    Asked some = asked.first(PictureShow.COLUMNS);
    List<float[]> ways = new ArrayList<>();
    painter.paint(
        some.labels(), painter.sampler(), guidance(), (made, x) -> ways.add(x.toFloats()));
    List<Pixels> shown = new ArrayList<>();
    for (int c = 0; c < some.classes().length; c++) {
      for (int i = 0; i < PictureShow.COLUMNS; i++) {
        float[] then = ways.get((ways.size() - 1) * i / (PictureShow.COLUMNS - 1));
        shown.add(pictures().picture(then, c));
      }
    }
    show.sheet(
        "reverse",
        new Text(
            "Reverse: from noise (left) to a picture (right), one a row.",
            "Hacia atrás: del ruido (izquierda) a una imagen (derecha), una por fila."),
        shown);
  }

  private void strengths() {
    Gallery gallery = gallery();
    Asked some = asked.first(PictureShow.COLUMNS);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("guidance", "guía"),
            gallery.in("Fréchet distance", "distancia de Fréchet"),
            gallery.in("classifier agrees", "el clasificador coincide")));
    List<Pixels> shown = new ArrayList<>();
    for (double strength : STRENGTHS) {
      Judge.Score score = score(asked, painter.sampler(), strength);
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.1f", strength),
              String.format(Locale.ROOT, "%.2f", score.frechet()),
              String.format(Locale.ROOT, "%.3f", score.agreement())));
      float[] made = painter.paint(some.labels(), painter.sampler(), strength);
      for (int i = 0; i < some.classes().length; i++) {
        shown.add(pictures().picture(made, i));
      }
    }
    gallery.table(
        "guidance",
        new Text(
            "Guidance: at 0 nothing is asked for, at 1 something is, above it is exaggerated. The"
                + " classifier's agreement is the gain; a distance that grows again is the price,"
                + " because exaggerated pictures vary too little.",
            "Guía: con 0 no se pide nada, con 1 sí, por encima se exagera. La coincidencia del"
                + " clasificador es la ganancia; una distancia que vuelve a crecer es el precio,"
                + " porque las imágenes exageradas varían demasiado poco."),
        rows);
    show.sheet(
        "guidance-samples",
        new Text(
            "The same noise and questions with each strength of the table, a strength a row.",
            "El mismo ruido y lo mismo pedido con cada fuerza de la tabla, una por fila."),
        shown);
  }

  private void steps() {
    Gallery gallery = gallery();
    Asked charted = asked.first(CHARTED);
    List<Integer> counts =
        IntStream.of(2, 5, 10, 20, 50, painter.schedule().steps())
            .filter(n -> n <= painter.schedule().steps())
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
        float[] made =
            painter.paint(charted.labels(), painter.sampler(counts.get(i), eta), guidance());
        double millis = (System.nanoTime() - begun) * 1e-6 / charted.classes().length;
        distances[eta][i] = judge.score(made, charted.classes()).frechet();
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
            "Jumps against quality: the Fréchet distance of painted pictures. The time a picture"
                + " grows like the jumps; a GAN needs a single pass.",
            "Saltos frente a calidad: la distancia de Fréchet de imágenes pintadas. El tiempo por"
                + " imagen crece como los saltos; a una GAN le basta una pasada."),
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

  private Judge.Score score(Asked questions, Sampler sampler, double strength) {
    return judge.score(painter.paint(questions.labels(), sampler, strength), questions.classes());
  }
}
