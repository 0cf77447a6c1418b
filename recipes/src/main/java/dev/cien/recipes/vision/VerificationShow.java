package dev.cien.recipes.vision;

import dev.cien.io.plot.Chart;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.metric.EqualErrorRate;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.EmojiMakers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What a run that learnt distances leaves to look at.
///
/// @param gallery where it is shown
/// @param experiment the run
/// @param pairs the test emoji as the network sees them
/// @param pixels the same as their pixels are
/// @param threshold up to which distance two pictures are called the same
record VerificationShow(
    Gallery gallery,
    VerificationExperiment experiment,
    Pairs pairs,
    Pairs pixels,
    double threshold) {
  private static final int SHOWN = 8;
  private static final int NEIGHBOURS = 6;
  private static final int SIDE = 64;
  private static final int BINS = 40;
  private static final int POINTS = 200;
  private static final Text CREDIT =
      new Text(
          " Pictures: Twemoji, CC BY 4.0; Noto Emoji, Apache-2.0.",
          " Imágenes: Twemoji, CC BY 4.0; Noto Emoji, Apache-2.0.");

  static VerificationShow of(Gallery gallery, VerificationExperiment experiment) {
    return new VerificationShow(
        gallery,
        experiment,
        experiment.emojiPairs(experiment.model()),
        experiment.pixelPairs(),
        experiment.threshold());
  }

  void show() {
    examples();
    histogram();
    curves();
    neighbours();
    errors();
    faces();
  }

  private void examples() {
    int step = Math.max(1, experiment.emoji().parts().test().length / SHOWN);
    List<Pairs.Pair> same = pairs.where(true);
    List<Pairs.Pair> chosen =
        IntStream.range(0, Math.min(SHOWN, same.size())).mapToObj(i -> same.get(i * step)).toList();
    List<Pairs.Pair> others = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      int first = chosen.get(i).first();
      int second = chosen.get((i + 1) % chosen.size()).second();
      pairs.all().stream()
          .filter(p -> p.first() == first && p.second() == second)
          .forEach(others::add);
    }
    sheet(
        "pairs",
        "Unseen emoji by two makers and the distances that the network gives them: in the upper two"
            + " rows the same emoji, below different ones. Up to "
            + VerificationExperiment.number(threshold)
            + " it calls them the same (✓); that limit comes from the validation emoji.",
        "Emojis no vistos de dos autores y las distancias que les da la red: en las dos primeras"
            + " filas el mismo emoji, debajo distintos. Hasta "
            + VerificationExperiment.number(threshold)
            + " dice que son el mismo (✓); ese límite sale de los emojis de validación.",
        List.of(chosen, others));
  }

  /// Pairs side by side, the first picture of each above the second.
  private void sheet(String name, String en, String es, List<List<Pairs.Pair>> blocks) {
    List<Sheet.Cell> cells = new ArrayList<>();
    int columns = blocks.getFirst().size();
    for (List<Pairs.Pair> block : blocks) {
      for (Pairs.Pair pair : block) {
        cells.add(cell(pair.first(), 0, " "));
      }
      for (Pairs.Pair pair : block) {
        String mark = pair.distance() <= threshold ? "✓ " : "✗ ";
        cells.add(cell(pair.second(), 1, mark + VerificationExperiment.number(pair.distance())));
      }
    }
    gallery.sheet(name, credited(en, es), new Sheet(cells, columns, SIDE));
  }

  private Sheet.Cell cell(int test, int maker, String label) {
    EmojiMakers emoji = experiment.emoji();
    int number = EmojiMakers.MAKERS * emoji.parts().test()[test] + maker;
    return new Sheet.Cell(emoji.pictures().picture(number), label);
  }

  private void histogram() {
    double most = pairs.all().stream().mapToDouble(Pairs.Pair::distance).max().orElse(1);
    double[] middle = IntStream.range(0, BINS).mapToDouble(b -> (b + 0.5) * most / BINS).toArray();
    gallery.chart(
        "distances",
        new Text(
            "How far apart drawings of the same and of different unseen emoji lie. Where the two"
                + " hills overlap no limit is right for all; the one chosen before is "
                + VerificationExperiment.number(threshold)
                + ".",
            "A qué distancia quedan los dibujos del mismo emoji y de emojis distintos, todos no"
                + " vistos. Donde las dos colinas se solapan ningún límite acierta siempre; el"
                + " elegido de antemano es "
                + VerificationExperiment.number(threshold)
                + "."),
        Chart.of(
                gallery.in("Distances", "Distancias"),
                gallery.in("distance", "distancia"),
                gallery.in("share of pairs", "fracción de parejas"))
            .line(gallery.in("same", "mismo"), middle, shares(true, most))
            .line(gallery.in("different", "distinto"), middle, shares(false, most)));
  }

  private double[] shares(boolean same, double most) {
    List<Pairs.Pair> chosen = pairs.where(same);
    double[] shares = new double[BINS];
    for (Pairs.Pair pair : chosen) {
      shares[Math.min(BINS - 1, (int) (BINS * pair.distance() / most))] += 1.0 / chosen.size();
    }
    return shares;
  }

  private void curves() {
    Pairs untrained = experiment.untrainedPairs();
    Chart chart =
        Chart.of(
            gallery.in("Both kinds of errors", "Las dos clases de errores"),
            gallery.in("different ones called the same", "distintos tomados por el mismo"),
            gallery.in("same ones missed", "mismos no reconocidos"));
    chart = with(chart, gallery.in("network", "red"), pairs);
    chart = with(chart, gallery.in("pixels", "píxeles"), pixels);
    chart = with(chart, gallery.in("untrained", "sin entrenar"), untrained);
    double[] rates = {pairs.equalError(), pixels.equalError(), untrained.equalError()};
    chart = chart.dots(gallery.in("equal errors", "errores iguales"), rates, rates);
    gallery.chart(
        "errors",
        new Text(
            "A stricter limit calls fewer different emoji the same and misses more that are: each"
                + " limit is a point of a curve, and nearer to the corner is better. At the dots"
                + " both errors are equally frequent.",
            "Un límite más estricto toma menos emojis distintos por el mismo y deja sin reconocer"
                + " más que lo son: cada límite es un punto de la curva, y más cerca de la esquina"
                + " es mejor. En los puntos ambos errores son igual de frecuentes."),
        chart);
  }

  private static Chart with(Chart chart, String name, Pairs pairs) {
    List<EqualErrorRate.Errors> all = pairs.curve();
    int step = Math.max(1, all.size() / POINTS);
    List<EqualErrorRate.Errors> some =
        IntStream.range(0, all.size())
            .filter(i -> i % step == 0 || i == all.size() - 1)
            .mapToObj(all::get)
            .toList();
    return chart.line(
        name,
        some.stream().mapToDouble(EqualErrorRate.Errors::alarms).toArray(),
        some.stream().mapToDouble(EqualErrorRate.Errors::missed).toArray());
  }

  private void neighbours() {
    List<Sheet.Cell> cells = new ArrayList<>();
    int step = Math.max(1, experiment.emoji().parts().test().length / SHOWN);
    for (int q = 0; q < SHOWN; q++) {
      int asked = q * step;
      List<Pairs.Pair> nearest =
          pairs.all().stream()
              .filter(p -> p.first() == asked)
              .sorted(Comparator.comparingDouble(Pairs.Pair::distance))
              .limit(NEIGHBOURS)
              .toList();
      if (!nearest.isEmpty()) {
        cells.add(cell(asked, 0, "?"));
        nearest.forEach(
            p ->
                cells.add(
                    cell(
                        p.second(),
                        1,
                        (p.same() ? "✓ " : "") + VerificationExperiment.number(p.distance()))));
      }
    }
    gallery.sheet(
        "neighbours",
        credited(
            "On the left an unseen emoji by one maker, then the nearest of all unseen emoji by the"
                + " other, with their distances; ✓ is the same emoji.",
            "A la izquierda un emoji no visto de un autor; después los más cercanos de todos los no"
                + " vistos del otro, con sus distancias; ✓ es el mismo emoji."),
        new Sheet(cells, NEIGHBOURS + 1, SIDE));
  }

  private void errors() {
    sheet(
        "worst",
        "The worst errors: in the upper two rows the same emoji that lie furthest apart, below"
            + " different ones that lie nearest together.",
        "Los peores errores: en las dos primeras filas, el mismo emoji con las mayores distancias;"
            + " debajo, emojis distintos con las menores.",
        List.of(pairs.furthest(true, SHOWN), pairs.nearest(false, SHOWN)));
  }

  private void faces() {
    new FaceShow(gallery, experiment).show();
  }

  /// A caption that says where the pictures are from.
  private static Text credited(String en, String es) {
    return new Text(en + CREDIT.en(), es + CREDIT.es());
  }
}
