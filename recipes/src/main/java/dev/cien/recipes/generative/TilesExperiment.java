package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.io.Pixels;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A painter of tiles that learns with zeros beyond the edge, as pieces of surfaces have to be
/// learnt: none fits its own opposite edge, and round a torus the painter would learn to make
/// seams. It paints round a torus, where every place is an inner one.
final class TilesExperiment extends PictureDiffusion {
  /// Patches whose likeness is looked for have so many rows and columns.
  static final int PATCH = 12;

  /// Tiles of each surface that are measured.
  private static final int MEASURED = 48;

  private static final int TESTED = 100;
  private static final int BAND = 8;
  private static final double DECAY = 0.995;

  private final TileSurfaces surfaces;
  private final SmallPictures pictures;
  private final TorusPainter torus;

  TilesExperiment(Settings settings, TileSurfaces surfaces) {
    this(settings, surfaces, pictures(settings, surfaces));
  }

  private TilesExperiment(Settings settings, TileSurfaces surfaces, SmallPictures pictures) {
    super(
        DiffusionPainter.of(settings, pictures, surfaces.all().size()), Judge.of(pictures), DECAY);
    this.surfaces = surfaces;
    this.pictures = pictures;
    this.torus = TorusPainter.of(painter());
  }

  private static SmallPictures pictures(Settings settings, TileSurfaces surfaces) {
    int side = settings.whole("side") / 4 * 4;
    return surfaces.crops(
        side, settings.whole("samples"), TESTED, Rng.of(settings.seed()).fork(side));
  }

  @Override
  public Batches training() {
    return batches(pictures.train());
  }

  TileSurfaces surfaces() {
    return surfaces;
  }

  int side() {
    return pictures.side();
  }

  private int[] labels() {
    return SmallPictures.inTurn(MEASURED * surfaces.all().size(), surfaces.all().size());
  }

  private Rng rng(int use) {
    return Rng.of(settings().seed()).fork(100 + use);
  }

  /// Painted round a torus.
  TileKind round() {
    return new TileKind(
        new Text("circular padding", "relleno circular"),
        torus.paint(labels(), side(), side(), rng(5)),
        labels(),
        side());
  }

  /// Painted by the same weights with zeros beyond the edge, as they learnt.
  TileKind edged() {
    int[] labels = labels();
    return new TileKind(
        new Text("zero padding", "relleno con ceros"),
        painter()
            .paint(
                Tensor.of(labels, labels.length),
                painter().sampler(),
                settings().number("guidance")),
        labels,
        side());
  }

  /// Pieces of what was learnt from, as they are.
  TileKind pieces() {
    int[] labels = labels();
    return new TileKind(
        new Text("real piece", "trozo real"),
        surfaces.values(true, side(), labels, rng(0)),
        labels,
        side());
  }

  /// Such pieces with faded edges.
  TileKind faded() {
    int[] labels = labels();
    float[] wider = surfaces.values(true, side() + BAND, labels, rng(1));
    return new TileKind(
        new Text("edges faded", "bordes fundidos"),
        TileKind.faded(wider, side(), BAND),
        labels,
        side());
  }

  /// What the judge says of tiles whose seam lies in their middle.
  Judge.Score score(TileKind tiles) {
    return judge().score(tiles.rolled(), tiles.labels());
  }

  /// How far tiles are from being copies: the median distance of their patches to the nearest place
  /// of the photograph that was learnt from, against that of real patches that nobody learnt from.
  /// 0 is a copy, 1 as new as those; the mean over photographs.
  double novelty(TileKind tiles) {
    double sum = 0;
    int count = 0;
    for (int s = 0; s < surfaces.all().size(); s++) {
      TileSurfaces.Surface surface = surfaces.all().get(s);
      if (surface.photographed()) {
        TileCopies copies = new TileCopies(surface.train(), PATCH);
        int[] real = new int[MEASURED];
        Arrays.fill(real, s);
        sum +=
            copies.median(tiles.patches(s, PATCH, rng(2)))
                / copies.median(surfaces.values(false, PATCH, real, rng(3)));
        count++;
      }
    }
    return sum / count;
  }

  @Override
  public Evaluation evaluate() {
    TileKind round = round();
    Judge.Score score = score(round);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("seam", round.seam());
    metrics.put("frechet", score.frechet());
    metrics.put("agreement", score.agreement());
    metrics.put("novelty", novelty(round));
    metrics.put("frechet_zeros", score(edged()).frechet());
    metrics.put("frechet_pieces", score(pieces()).frechet());
    metrics.put("frechet_faded", score(faded()).frechet());
    metrics.put("frechet_real", judge().real(round.labels().length).frechet());
    return new Evaluation(round.labels().length, metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "zeros",
            new Text(
                "the same weights with zeros beyond the edge",
                "los mismos pesos con ceros más allá del borde"),
            false,
            () -> edged().seam()),
        new Baseline(
            "pieces",
            new Text(
                "pieces of the surfaces as they are, side by side",
                "trozos de las superficies tal como son, uno junto a otro"),
            true,
            () -> pieces().seam()),
        new Baseline(
            "faded",
            new Text(
                "such pieces with 8 pixels of each edge faded into the opposite one",
                "esos trozos con 8 píxeles de cada borde fundidos con el opuesto"),
            true,
            () -> faded().seam()));
  }

  /// A tile for each line of a text: the name of a surface, and its size if one wants.
  @Override
  public List<Prediction> predict(Path file) {
    List<Text> names = surfaces.all().stream().map(TileSurfaces.Surface::name).toList();
    List<Lines.Line> lines = Lines.of(file);
    List<TileOrder> orders = lines.stream().map(line -> TileOrder.of(line, names, side())).toList();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> Prediction.painted(lines.get(i).text(), tile(orders.get(i), i)))
        .toList();
  }

  /// A new tile.
  ///
  /// @param number each begins as other noise
  Pixels tile(TileOrder order, int number) {
    int[] surface = {order.surface()};
    return TilePicture.of(
        torus.paint(surface, order.height(), order.width(), rng(4).fork(number)),
        0,
        order.height(),
        order.width());
  }

  @Override
  public void show(Gallery gallery) {
    new TilesShow(this, gallery).all();
  }
}
