package dev.cien.recipes.vision;

import dev.cien.tensor.Rng;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What is put into scenes of one part of the data. No thing is in two parts.
///
/// @param cars vehicles
/// @param people human beings
/// @param others what is neither, and background
record RoadThings(List<Cutout> cars, List<Cutout> people, List<Cutout> others) {
  static final List<String> KINDS = List.of("emoji", "drawn");

  private static final long PENCIL = 1956;

  /// What scenes are for.
  enum Part {
    /// To learn from.
    TRAIN(48),
    /// To look at while learning.
    VALIDATION(12),
    /// To say in the end what was learnt.
    TEST(24);

    /// How many of each kind are drawn.
    private final int drawn;

    Part(int drawn) {
      this.drawn = drawn;
    }
  }

  /// The things of a part, the same for every seed of a run.
  ///
  /// @param kind one of [#KINDS]
  static RoadThings of(String kind, Part part) {
    return kind.equals("drawn") ? drawn(part) : RoadEmoji.things(part);
  }

  private static RoadThings drawn(Part part) {
    Rng rng = Rng.of(PENCIL).fork(part.ordinal());
    return new RoadThings(
        drawn(part, DrawnThings::car, rng.fork(0)),
        drawn(part, DrawnThings::person, rng.fork(1)),
        drawn(part, DrawnThings::other, rng.fork(2)));
  }

  private static List<Cutout> drawn(Part part, Function<Rng, Cutout> pencil, Rng rng) {
    return IntStream.range(0, part.drawn).mapToObj(i -> pencil.apply(rng.fork(i))).toList();
  }
}
