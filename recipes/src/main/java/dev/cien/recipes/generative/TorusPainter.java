package dev.cien.recipes.generative;

import dev.cien.nn.PaddingMode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.diffusion.NoisePredictor;
import dev.cien.zoo.diffusion.Sampler;
import java.util.List;

/// Paints round a torus with a network that learnt with zeros beyond the edge.
///
/// Halving and doubling pictures twice leaves a lattice of every fourth row and column, on which
/// the edge would lie. So in each jump the torus is turned by another 0 … 3 rows and columns, and
/// back: then no place is on the lattice more often than others.
///
/// @param learnt what was learnt, and the settings
/// @param round the same with the same weights, seeing the opposite edge
record TorusPainter(DiffusionPainter learnt, DiffusionPainter round) {
  private static final int LATTICE = 4;

  static TorusPainter of(DiffusionPainter learnt) {
    return new TorusPainter(
        learnt,
        new DiffusionPainter(
            learnt.network().withPaddingMode(PaddingMode.CIRCULAR),
            learnt.schedule(),
            learnt.pictures(),
            learnt.settings()));
  }

  /// Tiles of what is asked for, `[n, channels, height, width]`.
  ///
  /// @param height a multiple of 4, as is `width`
  /// @param rng where noise and turns come from
  float[] paint(int[] labels, int height, int width, Rng rng) {
    NoisePredictor model =
        round.model(Tensor.of(labels, labels.length), round.settings().number("guidance"));
    Sampler way = round.sampler();
    Tensor x =
        Tensor.randn(rng, labels.length, round.pictures().channels(), height, width).compute();
    for (Sampler.Jump jump : way.jumps()) {
      int down = rng.nextInt(LATTICE);
      int across = rng.nextInt(LATTICE);
      Sampler one = new Sampler(List.of(jump), way.limit());
      x =
          one.run(model, x.roll(2, down).roll(3, across).compute(), rng)
              .roll(2, -down)
              .roll(3, -across)
              .compute();
    }
    return x.toFloats();
  }
}
