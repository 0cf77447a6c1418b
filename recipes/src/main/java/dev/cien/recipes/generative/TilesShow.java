package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the painters of tiles leave to look at.
///
/// @param experiment the painters
/// @param gallery where it goes
record TilesShow(TilesExperiment experiment, Gallery gallery) {
  private static final int TIMES = 3;
  private static final int LAID = 176;
  private static final int SMALL = 56;
  private static final int TRIES = 8;
  private static final int PAIRS = 5;

  private List<TileSurfaces.Surface> surfaces() {
    return experiment.surfaces().all();
  }

  void all() {
    TileKind round = experiment.round();
    List<TileKind> kinds =
        List.of(round, experiment.edged(), experiment.pieces(), experiment.faded());
    gallery.sheet(
        "laid",
        new Text(
            "Tiles laid three by three; marks in the frame show where they meet. The first two"
                + " columns are painted with the same weights.",
            "Baldosas puestas de tres en tres; las marcas del marco dicen dónde se tocan. Las dos"
                + " primeras columnas se pintan con los mismos pesos."),
        laid(kinds));
    gallery.table(
        "seams",
        new Text(
            "The mean square step of colour across the seam against that between neighbours inside"
                + " the tile, by surface: 1 is a seam like any other place.",
            "El salto cuadrático medio de color a través de la costura frente al de los vecinos"
                + " dentro de la baldosa, por superficie: 1 es una costura como cualquier otro"
                + " sitio."),
        seams(kinds));
    gallery.table(
        "figures",
        new Text(
            "Seams alone do not say whether tiles are any good. The Fréchet distance says how like"
                + " real pieces they are; agreement is the share in which the judge sees the"
                + " surface that was asked for; novelty is 0 for a copy of the photograph that was"
                + " learnt from and 1 for what is as new as its other part. A flat tile has no"
                + " seam and a large distance.",
            "Las costuras solas no dicen si las baldosas valen algo. La distancia de Fréchet dice"
                + " cuánto se parecen a trozos reales; el acuerdo es la fracción en que el juez ve"
                + " la superficie pedida; la novedad es 0 para una copia de la fotografía de la que"
                + " se aprendió y 1 para lo que es tan nuevo como la otra parte de ella. Una"
                + " baldosa lisa no tiene costura y sí una distancia grande."),
        figures(kinds));
    tiles();
    many(round);
    gallery.sheet(
        "nearest",
        new Text(
            "Patches of painted tiles (left of each pair) and the place of the photograph that is"
                + " most like them (right): alike, not the same.",
            "Trozos de baldosas pintadas (izquierda de cada pareja) y el lugar de la fotografía que"
                + " más se les parece (derecha): parecidos, no iguales."),
        nearest(round));
  }

  private String in(Text text) {
    return gallery.in(text.en(), text.es());
  }

  private Sheet laid(List<TileKind> kinds) {
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int s = 0; s < surfaces().size(); s++) {
      String surface = in(surfaces().get(s).name());
      for (TileKind kind : kinds) {
        Pixels tile = TilePicture.of(kind.of(s), 0, kind.side(), kind.side());
        cells.add(new Sheet.Cell(TilePicture.laid(tile, TIMES), surface + ": " + in(kind.name())));
      }
    }
    return new Sheet(cells, kinds.size(), LAID);
  }

  private List<List<String>> seams(List<TileKind> kinds) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(gallery.in("surface", "superficie")));
    kinds.forEach(kind -> head.add(in(kind.name())));
    rows.add(head);
    for (int s = 0; s < surfaces().size(); s++) {
      int surface = s;
      List<String> row = new ArrayList<>(List.of(in(surfaces().get(s).name())));
      kinds.forEach(kind -> row.add(number(kind.seam(surface).ratio())));
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> figures(List<TileKind> kinds) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("tiles", "baldosas"),
            gallery.in("seam error", "error de costura"),
            gallery.in("Fréchet distance", "distancia de Fréchet"),
            gallery.in("agreement", "acuerdo"),
            gallery.in("novelty", "novedad")));
    for (TileKind kind : kinds) {
      Judge.Score score = experiment.score(kind);
      rows.add(
          List.of(
              in(kind.name()),
              number(kind.seam()),
              number(score.frechet()),
              number(score.agreement()),
              number(experiment.novelty(kind))));
    }
    return rows;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// A large tile of each surface, as a file of its own.
  private void tiles() {
    int large = 4 * experiment.side();
    for (int s = 0; s < surfaces().size(); s++) {
      Text name = surfaces().get(s).name();
      gallery.picture(
          "tile-" + name.en(),
          new Text(
              "A tile to save and to repeat: "
                  + name.en()
                  + ", four times as wide as any piece"
                  + " that the painter learnt from.",
              "Una baldosa para guardar y repetir: "
                  + name.es()
                  + ", cuatro veces más ancha que"
                  + " los trozos de los que aprendió el pintor."),
          experiment.tile(new TileOrder(s, large, large), s));
    }
  }

  private void many(TileKind round) {
    List<Pixels> shown = new ArrayList<>();
    for (int s = 0; s < surfaces().size(); s++) {
      float[] some = round.of(s);
      for (int i = 0; i < TRIES; i++) {
        shown.add(TilePicture.of(some, i, round.side(), round.side()));
      }
    }
    gallery.sheet(
        "many",
        new Text(
            "Single tiles, a surface a row, each of new noise.",
            "Baldosas sueltas, una superficie por fila, cada una de ruido nuevo."),
        Sheet.of(shown, TRIES, SMALL));
  }

  private Sheet nearest(TileKind round) {
    List<Pixels> pairs = new ArrayList<>();
    int side = TilesExperiment.PATCH;
    for (int s = 0; s < surfaces().size(); s++) {
      TileSurfaces.Surface surface = surfaces().get(s);
      if (surface.photographed()) {
        float[] patches = round.patches(s, side, Rng.of(0));
        TileCopies.Nearest[] places = new TileCopies(surface.train(), side).nearest(patches);
        for (int i = 0; i < PAIRS; i++) {
          pairs.add(TilePicture.of(patches, i, side, side));
          pairs.add(
              TileSurfaces.cut(surface.train(), places[i].top(), places[i].left(), side, side));
        }
      }
    }
    return Sheet.of(pairs, 2 * PAIRS, SMALL);
  }
}
