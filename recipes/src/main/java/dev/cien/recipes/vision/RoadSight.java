package dev.cien.recipes.vision;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Boxes;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a network sees in a picture of a road.
///
/// @param height rows
/// @param width columns
/// @param labels the class of each pixel, the likeliest
/// @param probabilities of all classes, one after the other, each row by row
record RoadSight(int height, int width, int[] labels, float[] probabilities) {
  /// The least thing that is told of: one in so many pixels.
  private static final int LEAST = 400;

  /// The least mean probability of what is told of.
  private static final double SURE = 0.5;

  private static final int COLOURS = 3;

  /// What is seen in each of some pictures.
  ///
  /// @param probabilities `[N, classes, height, width]`
  static List<RoadSight> of(Tensor probabilities) {
    int[] dims = probabilities.shape().dims();
    int plane = dims[2] * dims[3];
    float[] all = probabilities.toFloats();
    int[] likeliest = probabilities.argMax(1).toInts();
    List<RoadSight> sights = new ArrayList<>();
    for (int i = 0; i < dims[0]; i++) {
      float[] own = Arrays.copyOfRange(all, i * dims[1] * plane, (i + 1) * dims[1] * plane);
      int[] labels = Arrays.copyOfRange(likeliest, i * plane, (i + 1) * plane);
      sights.add(new RoadSight(dims[2], dims[3], labels, own));
    }
    return sights;
  }

  /// The probability of a class in each pixel.
  float[] of(RoadClass kind) {
    int plane = labels.length;
    return Arrays.copyOfRange(probabilities, kind.ordinal() * plane, (kind.ordinal() + 1) * plane);
  }

  /// The mean probability of a class in the pixels that it was given; none if it was given none.
  OptionalDouble score(RoadClass kind) {
    float[] own = of(kind);
    return IntStream.range(0, labels.length)
        .filter(p -> labels[p] == kind.ordinal())
        .mapToDouble(p -> own[p])
        .average();
  }

  /// Vehicles and people that are large and sure enough, the largest of each first.
  List<Region> regions() {
    int least = Math.max(2, labels.length / LEAST);
    return RoadClass.things().stream()
        .flatMap(kind -> Region.of(kind, labels, of(kind), width, least).stream())
        .filter(region -> region.score() >= SURE)
        .toList();
  }

  /// A picture with the classes of its pixels in their colours over it.
  static Pixels coloured(Pixels picture, int... labels) {
    int plane = labels.length;
    byte[] values = new byte[COLOURS * plane];
    for (int i = 0; i < values.length; i++) {
      int level = Byte.toUnsignedInt(picture.values()[i]);
      RoadClass kind = RoadClass.of(labels[i % plane]);
      int paint = kind.colour() >> 8 * (COLOURS - 1 - i / plane) & 0xff;
      values[i] = (byte) (kind == RoadClass.BACKGROUND ? level / 2 : level / 3 + paint * 2 / 3);
    }
    return new Pixels(COLOURS, picture.height(), picture.width(), values);
  }

  /// A picture, enlarged, with the classes in their colours and boxes with scores.
  ///
  /// @param naming what a class is called there
  Pixels on(Pixels picture, int scale, Function<RoadClass, String> naming) {
    List<Boxes.Box> boxes =
        regions().stream()
            .map(
                region ->
                    new Boxes.Box(
                        region.left(),
                        region.top(),
                        region.right(),
                        region.bottom(),
                        region.kind().colour(),
                        naming.apply(region.kind())
                            + String.format(Locale.ROOT, " %.2f", region.score())))
            .toList();
    return Boxes.on(coloured(picture, labels), scale, boxes);
  }
}
