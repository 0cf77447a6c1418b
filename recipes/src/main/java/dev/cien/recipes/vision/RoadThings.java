package dev.cien.recipes.vision;

import dev.cien.data.Emoji;
import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /// The things of each part, the same for every seed of a run.
  ///
  /// @param kind one of [#KINDS]
  /// @throws dev.cien.data.DataUnavailableException if the emoji are needed and were not fetched
  static Map<Part, RoadThings> of(String kind) {
    Function<Part, RoadThings> source =
        kind.equals("drawn") ? RoadThings::drawn : RoadEmoji.of(Emoji.load())::things;
    return Arrays.stream(Part.values()).collect(Collectors.toMap(part -> part, source));
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
