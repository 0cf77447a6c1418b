package dev.cien.recipes.vision;

import static dev.cien.recipes.vision.RoadView.between;

import dev.cien.tensor.Rng;

/// Cars, people and what stands beside roads, drawn by a program: no two alike.
final class DrawnThings {
  private static final int TYRE = 0x202020;
  private static final int GLASS = 0x9fc4dc;
  private static final int[] SKIN = {0xf2c9a0, 0xd9a06b, 0xa36a3f, 0x6b4226};

  private DrawnThings() {}

  /// A car from the side or from the front.
  static Cutout car(Rng rng) {
    return rng.nextInt(3) == 0 ? carFromTheFront(rng) : carFromTheSide(rng);
  }

  private static Cutout carFromTheSide(Rng rng) {
    int paint = colour(rng);
    double roof = between(rng, 0.3, 0.48);
    double waist = between(rng, 0.58, 0.64);
    double front = between(rng, 0.05, 0.3);
    double back = between(rng, 0.02, 0.2);
    double wheel = between(rng, 0.075, 0.105);
    double axle = between(rng, 0.18, 0.25);
    double pillar = between(rng, 0.45, 0.55);
    Sketch sketch =
        new Sketch()
            .trapezoid(back, roof, 1 - front, waist + 0.02, 0.1, 0.14, paint)
            .trapezoid(back + 0.08, roof + 0.04, 0.96 - front, waist, 0.07, 0.1, GLASS)
            .box(pillar, roof, pillar + 0.03, waist, paint)
            .box(0.02, waist, 0.98, 0.8, paint)
            .box(0.93, waist + 0.04, 0.98, waist + 0.09, 0xffe9a0)
            .box(0.02, waist + 0.04, 0.06, waist + 0.09, 0xb02020);
    for (double at : new double[] {axle, 1 - axle}) {
      sketch.disc(at, 0.8, wheel, TYRE).disc(at, 0.8, wheel / 2, 0xb8b8b8);
    }
    return Cutout.of(sketch.picture(), RoadClass.CAR, between(rng, 0.36, 0.46));
  }

  private static Cutout carFromTheFront(Rng rng) {
    int paint = colour(rng);
    double roof = between(rng, 0.16, 0.3);
    double waist = between(rng, 0.46, 0.52);
    double in = between(rng, 0.06, 0.14);
    Sketch sketch =
        new Sketch()
            .box(0.12, 0.7, 0.26, 0.92, TYRE)
            .box(0.74, 0.7, 0.88, 0.92, TYRE)
            .trapezoid(0.14, roof, 0.86, waist, in, in, paint)
            .trapezoid(0.2, roof + 0.05, 0.8, waist, in, in, GLASS)
            .trapezoid(0.08, waist, 0.92, 0.82, 0.04, 0.04, paint)
            .box(0.34, 0.62, 0.66, 0.7, TYRE);
    for (double at : new double[] {0.2, 0.8}) {
      sketch.disc(at, 0.62, 0.06, 0xfff3c0);
    }
    return Cutout.of(sketch.picture(), RoadClass.CAR, between(rng, 0.38, 0.46));
  }

  /// A person who stands or walks.
  static Cutout person(Rng rng) {
    int skin = SKIN[rng.nextInt(SKIN.length)];
    int shirt = colour(rng);
    int trousers = colour(rng);
    double step = between(rng, 0.02, 0.13);
    double swing = between(rng, 0.05, 0.16);
    double body = between(rng, 0.06, 0.09);
    Sketch sketch =
        new Sketch()
            .stroke(0.5, 0.28, 0.5 - swing, 0.54, 0.035, shirt)
            .stroke(0.48, 0.56, 0.5 - step, 0.94, 0.045, trousers)
            .stroke(0.52, 0.56, 0.5 + step, 0.94, 0.045, trousers)
            .stroke(0.5, 0.3, 0.5, 0.54, body, shirt)
            .stroke(0.5, 0.28, 0.5 + swing, 0.54, 0.035, shirt)
            .disc(0.5 - swing, 0.56, 0.03, skin)
            .disc(0.5 + swing, 0.56, 0.03, skin)
            .disc(0.5, 0.12, 0.085, colour(rng))
            .disc(0.5, 0.15, 0.075, skin);
    return Cutout.of(sketch.picture(), RoadClass.PERSON, between(rng, 0.46, 0.56));
  }

  /// A tree, a house, a sign or a bin.
  static Cutout other(Rng rng) {
    return switch (rng.nextInt(4)) {
      case 0 -> tree(rng);
      case 1 -> house(rng);
      case 2 -> sign(rng);
      default -> bin(rng);
    };
  }

  private static Cutout tree(Rng rng) {
    int leaves = 0x204010 + (rng.nextInt(0x60) << 8) + (rng.nextInt(0x50) << 16);
    double trunk = between(rng, 0.03, 0.07);
    Sketch sketch = new Sketch().box(0.5 - trunk, 0.5, 0.5 + trunk, 0.98, 0x5a3d22);
    if (rng.nextInt(2) == 0) {
      double wide = between(rng, 0.22, 0.36);
      sketch.trapezoid(0.5 - wide, 0.05, 0.5 + wide, 0.75, wide, wide, leaves);
    } else {
      for (int i = 0; i < 4; i++) {
        sketch.disc(between(rng, 0.35, 0.65), between(rng, 0.25, 0.5), 0.2, leaves);
      }
    }
    return Cutout.of(sketch.picture(), RoadClass.BACKGROUND, between(rng, 1.1, 1.8));
  }

  private static Cutout house(Rng rng) {
    double eaves = between(rng, 0.35, 0.5);
    Sketch sketch =
        new Sketch()
            .box(0.1, eaves, 0.9, 1, colour(rng))
            .trapezoid(0.02, eaves - 0.3, 0.98, eaves, 0.3, 0.3, colour(rng))
            .box(0.44, 0.74, 0.58, 1, colour(rng));
    for (double left : new double[] {0.18, 0.68}) {
      sketch.box(left, eaves + 0.1, left + 0.14, eaves + 0.25, GLASS);
    }
    return Cutout.of(sketch.picture(), RoadClass.BACKGROUND, between(rng, 1, 1.6));
  }

  private static Cutout sign(Rng rng) {
    int paint = colour(rng);
    Sketch sketch = new Sketch().box(0.48, 0.2, 0.52, 1, 0x808080);
    if (rng.nextInt(2) == 0) {
      sketch.disc(0.5, 0.16, 0.15, 0xf4f4f4).disc(0.5, 0.16, 0.11, paint);
    } else {
      sketch.box(0.36, 0.02, 0.64, 0.3, paint);
    }
    return Cutout.of(sketch.picture(), RoadClass.BACKGROUND, between(rng, 0.5, 0.8));
  }

  private static Cutout bin(Rng rng) {
    double in = between(rng, 0, 0.08);
    Sketch sketch =
        new Sketch()
            .trapezoid(0.3, 0.1, 0.7, 1, -in, -in, colour(rng))
            .box(0.25, 0.02, 0.75, 0.12, colour(rng));
    return Cutout.of(sketch.picture(), RoadClass.BACKGROUND, between(rng, 0.2, 0.32));
  }

  private static int colour(Rng rng) {
    return rng.nextInt(1 << 24);
  }
}
