package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The data sets of the playground: four of two classes, two of quantities, three of several
/// classes.
public enum PlaneData {
  /// Class 1 within radius 2.5, class −1 between 3.5 and 5.
  CIRCLE("circle"),
  /// Class 1 where x and y have one sign.
  XOR("xor"),
  /// Two clouds around (2, 2) and (−2, −2).
  GAUSS("gauss"),
  /// Two arms of a spiral, 1.75 turns each.
  SPIRAL("spiral"),
  /// (x + y) / 10.
  REG_PLANE("reg-plane"),
  /// Six bumps of radius 2 and of both signs.
  REG_GAUSS("reg-gauss"),
  /// Clouds around the corners of a regular polygon.
  BLOBS("blobs"),
  /// Arms of a spiral, one turn each.
  ARMS("arms"),
  /// Rings around each other, the first a disc.
  RINGS("rings");

  private static final int CLASSIFIED = 500;
  private static final int MEASURED = 1200;
  private static final double TURNS = 1.75;
  private static final double AWAY = 3.5;
  private static final double[][] BUMPS = {
    {-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1}, {-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1}
  };

  private final String key;

  PlaneData(String key) {
    this.key = key;
  }

  /// What links call it.
  public String key() {
    return key;
  }

  /// What is learnt from it.
  public Problem problem() {
    return switch (this) {
      case CIRCLE, XOR, GAUSS, SPIRAL -> Problem.CLASSIFICATION;
      case REG_PLANE, REG_GAUSS -> Problem.REGRESSION;
      case BLOBS, ARMS, RINGS -> Problem.MULTICLASS;
    };
  }

  /// The set that links call so.
  public static Optional<PlaneData> of(String key) {
    return Stream.of(values())
        .filter(data -> data.key.equals(key.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /// Draws all points, shuffled; where there are several classes, three.
  List<Point> draw(SeedRandom random, double noise) {
    return draw(random, noise, PlaygroundExtras.FEWEST_CLASSES);
  }

  /// Draws all points, shuffled.
  ///
  /// @param noise 0 to 0.8
  /// @param classes how many, where there are several
  List<Point> draw(SeedRandom random, double noise, int classes) {
    List<Point> points = new ArrayList<>();
    int half = CLASSIFIED / 2;
    switch (this) {
      case CIRCLE -> {
        ring(points, random, half, noise, 0, 2.5);
        ring(points, random, half, noise, 5 * 0.7, 5);
      }
      case XOR -> quadrants(points, random, noise);
      case GAUSS -> {
        double variance = variance(noise);
        cloud(points, random, half, 2, 2, variance, 1);
        cloud(points, random, half, -2, -2, variance, -1);
      }
      case SPIRAL -> {
        arm(points, random, half, noise, TURNS, 0, 1);
        arm(points, random, half, noise, TURNS, Math.PI, -1);
      }
      case REG_PLANE, REG_GAUSS -> quantities(points, random, noise);
      case BLOBS, ARMS, RINGS -> {
        for (int label = 0; label < classes; label++) {
          several(points, random, noise, label, classes);
        }
      }
    }
    shuffle(points, random);
    return points;
  }

  /// 0.5 without noise, 4 with half of it.
  private static double variance(double noise) {
    double t = noise / 0.5;
    return 0.5 * (1 - t) + 4 * t;
  }

  /// One of several classes.
  private void several(
      List<Point> points, SeedRandom random, double noise, int label, int classes) {
    int count = CLASSIFIED / classes;
    double angle = 2 * Math.PI * label / classes;
    if (this == BLOBS) {
      double x = AWAY * StrictMath.sin(angle);
      double y = AWAY * StrictMath.cos(angle);
      cloud(points, random, count, x, y, variance(noise), label);
    } else if (this == ARMS) {
      arm(points, random, count, noise, 1, angle, label);
    } else {
      // As wide as the gap to the next one, twice.
      double width = 5.0 / (1.5 * classes - 0.5);
      for (int i = 0; i < count; i++) {
        double r = random.uniform(1.5 * width * label, 1.5 * width * label + width);
        double turned = random.uniform(0, 2 * Math.PI);
        double x = r * StrictMath.sin(turned) + random.uniform(-1, 1) * noise;
        double y = r * StrictMath.cos(turned) + random.uniform(-1, 1) * noise;
        points.add(new Point(x, y, label));
      }
    }
  }

  private static void ring(
      List<Point> points, SeedRandom random, int count, double noise, double low, double high) {
    for (int i = 0; i < count; i++) {
      double r = random.uniform(low, high);
      double angle = random.uniform(0, 2 * Math.PI);
      double x = r * StrictMath.sin(angle);
      double y = r * StrictMath.cos(angle);
      double noisyX = x + random.uniform(-5, 5) * noise;
      double noisyY = y + random.uniform(-5, 5) * noise;
      boolean inside = Math.sqrt(noisyX * noisyX + noisyY * noisyY) < 2.5;
      points.add(new Point(x, y, inside ? 1 : -1));
    }
  }

  private static void quadrants(List<Point> points, SeedRandom random, double noise) {
    for (int i = 0; i < CLASSIFIED; i++) {
      double x = random.uniform(-5, 5);
      x += x > 0 ? 0.3 : -0.3;
      double y = random.uniform(-5, 5);
      y += y > 0 ? 0.3 : -0.3;
      double noisyX = x + random.uniform(-5, 5) * noise;
      double noisyY = y + random.uniform(-5, 5) * noise;
      points.add(new Point(x, y, noisyX * noisyY >= 0 ? 1 : -1));
    }
  }

  private static void cloud(
      List<Point> points,
      SeedRandom random,
      int count,
      double centreX,
      double centreY,
      double variance,
      double label) {
    for (int i = 0; i < count; i++) {
      double x = random.normal(centreX, variance);
      double y = random.normal(centreY, variance);
      points.add(new Point(x, y, label));
    }
  }

  private static void arm(
      List<Point> points,
      SeedRandom random,
      int count,
      double noise,
      double turns,
      double start,
      double label) {
    for (int i = 0; i < count; i++) {
      double r = (double) i / count * 5;
      double t = turns * i / count * 2 * Math.PI + start;
      double x = r * StrictMath.sin(t) + random.uniform(-1, 1) * noise;
      double y = r * StrictMath.cos(t) + random.uniform(-1, 1) * noise;
      points.add(new Point(x, y, label));
    }
  }

  private void quantities(List<Point> points, SeedRandom random, double noise) {
    for (int i = 0; i < MEASURED; i++) {
      double x = random.uniform(-6, 6);
      double y = random.uniform(-6, 6);
      double noisyX = x + random.uniform(-6, 6) * noise;
      double noisyY = y + random.uniform(-6, 6) * noise;
      points.add(
          new Point(x, y, this == REG_PLANE ? slope(noisyX + noisyY) : bumps(noisyX, noisyY)));
    }
  }

  private static double slope(double sum) {
    double t = (sum + 10) / 20;
    return -1 * (1 - t) + t;
  }

  /// The bump that reaches farthest from 0.
  private static double bumps(double x, double y) {
    double label = 0;
    for (double[] bump : BUMPS) {
      double dx = x - bump[0];
      double dy = y - bump[1];
      double t = Math.clamp(Math.sqrt(dx * dx + dy * dy) / 2, 0, 1);
      double reached = bump[2] * (1 - t);
      if (Math.abs(reached) > Math.abs(label)) {
        label = reached;
      }
    }
    return label;
  }

  static void shuffle(List<Point> points, SeedRandom random) {
    for (int left = points.size(); left > 0; left--) {
      int chosen = (int) Math.floor(random.next() * left);
      Point last = points.get(left - 1);
      points.set(left - 1, points.get(chosen));
      points.set(chosen, last);
    }
  }
}
