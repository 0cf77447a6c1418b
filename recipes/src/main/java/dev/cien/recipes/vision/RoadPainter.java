package dev.cien.recipes.vision;

import dev.cien.io.Pixels;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Paints one road scene: sky, verge and road, then things from the farthest to the nearest, so
/// that what is in front hides what is behind, and at last light and noise over all of it.
///
/// The truth is painted with the picture: a pixel is what most of its points show, and belongs to a
/// thing whose opacity there is one half or more.
final class RoadPainter {
  private static final int COLOURS = 3;
  private static final int FULL = 255;

  /// Points a pixel, across and down.
  private static final int FINE = 2;

  private static final double NEAREST = 1.06;
  private static final double FARTHEST = 6;

  /// The least height of a thing in pixels, and as a share of the picture's.
  private static final double SMALLEST = 4;

  private static final double SMALL = 1.0 / 14;

  private static final double SHADOW = 0.55;
  private static final double TWILIGHT = 0.45;

  private final RoadThings things;
  private final boolean repaint;
  private final Rng rng;
  private final RoadView view;
  private final RoadPalette palette;
  private final float[] values;
  private final int[] truth;

  private RoadPainter(RoadThings things, int height, int width, boolean repaint, Rng rng) {
    this.things = things;
    this.repaint = repaint;
    this.rng = rng;
    this.view = RoadView.of(height, width, rng);
    this.palette = RoadPalette.of(rng);
    this.values = new float[COLOURS * height * width];
    this.truth = new int[height * width];
  }

  /// A thing in its place.
  ///
  /// @param across 0 in the middle of the road, −1 and 1 at its edges
  private record Placed(Cutout thing, double depth, double across) {}

  /// A scene.
  ///
  /// @param repaint whether half of the things get other colours than their own
  static RoadScene paint(RoadThings things, int height, int width, boolean repaint, Rng rng) {
    RoadPainter painter = new RoadPainter(things, height, width, repaint, rng);
    painter.ground();
    painter.place().forEach(painter::put);
    painter.light();
    return new RoadScene(height, width, painter.values, painter.truth);
  }

  private void ground() {
    int width = view.width();
    float[] colour = new float[COLOURS];
    for (int p = 0; p < truth.length; p++) {
      int[] points = new int[RoadClass.count()];
      for (int k = 0; k < FINE * FINE; k++) {
        double x = p % width + (k % FINE + 0.5) / FINE;
        double y = p / width + (k / FINE + 0.5) / FINE;
        RoadClass shown = view.at(x, y);
        points[shown.ordinal()]++;
        palette.ground(view, shown, x, y, colour);
        for (int c = 0; c < COLOURS; c++) {
          values[c * truth.length + p] += colour[c] / (FINE * FINE);
        }
      }
      truth[p] = most(points);
    }
  }

  /// The class of most points: a line counts as soon as it has half of them.
  private static int most(int... points) {
    int lane = points[RoadClass.LANE.ordinal()];
    int ground = points[RoadClass.ROAD.ordinal()] + lane;
    int half = FINE * FINE / 2;
    RoadClass shown =
        lane >= half ? RoadClass.LANE : ground >= half ? RoadClass.ROAD : RoadClass.BACKGROUND;
    return shown.ordinal();
  }

  /// Where things stand, the farthest first.
  private List<Placed> place() {
    List<Placed> placed = new ArrayList<>();
    for (int i = 2 + rng.nextInt(6); i > 0; i--) {
      Cutout other = any(things.others());
      boolean small = other.tall() < 0.6;
      double side = rng.nextInt(2) == 0 ? 1 : -1;
      double away = small ? RoadView.between(rng, 0.3, 2) : RoadView.between(rng, 1.5, 4);
      placed.add(new Placed(other, depth(other), side * away));
    }
    for (int i = rng.nextInt(5); i > 0; i--) {
      Cutout car = any(things.cars());
      int lane = rng.nextInt(view.lanes());
      double middle = (2.0 * lane + 1) / view.lanes() - 1;
      boolean parked = rng.nextInt(6) == 0;
      double across = parked ? Math.signum(middle + 0.01) * 1.35 : middle;
      placed.add(new Placed(car, depth(car), across + RoadView.between(rng, -0.15, 0.15)));
    }
    for (int i = rng.nextInt(5); i > 0; i--) {
      Cutout person = any(things.people());
      placed.add(new Placed(person, depth(person), RoadView.between(rng, -1.8, 1.8)));
    }
    placed.sort(Comparator.comparingDouble(one -> -one.depth));
    return placed;
  }

  private Cutout any(List<Cutout> from) {
    return from.get(rng.nextInt(from.size()));
  }

  /// A depth at which a thing is not too small, each of its sizes as likely.
  private double depth(Cutout thing) {
    double least = Math.max(SMALLEST, SMALL * view.height());
    double far = Math.clamp(thing.tall() * view.lane(1) / least, NEAREST, FARTHEST);
    return 1 / RoadView.between(rng, 1 / far, 1 / NEAREST);
  }

  private void put(Placed one) {
    double size = RoadView.between(rng, 0.85, 1.15);
    int high = Math.max(2, (int) Math.round(size * one.thing.tall() * view.lane(one.depth)));
    Pixels picture = one.thing.scaled(high);
    int foot = (int) Math.round(view.row(one.depth));
    int left = (int) Math.round(view.column(one.across, one.depth) - picture.width() / 2.0);
    shade(foot, left, picture.width());
    boolean mirrored = rng.nextInt(2) == 0;
    int turn = repaint && rng.nextInt(2) == 0 ? 1 + rng.nextInt(5) : 0;
    for (int y = Math.max(0, foot - high); y < Math.min(foot, view.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(left + picture.width(), view.width()); x++) {
        int column = mirrored ? left + picture.width() - 1 - x : x - left;
        int from = (y - foot + high) * picture.width() + column;
        cover(picture, from, turn, y * view.width() + x, one);
      }
    }
  }

  private void cover(Pixels picture, int from, int turn, int at, Placed one) {
    int plane = picture.height() * picture.width();
    int opacity = Byte.toUnsignedInt(picture.values()[COLOURS * plane + from]);
    float clear = 1 - opacity / (float) FULL;
    float haze = palette.haze(one.depth);
    for (int c = 0; c < COLOURS; c++) {
      int channel = RoadPalette.turned(turn, c);
      float own = Byte.toUnsignedInt(picture.values()[channel * plane + from]) / (float) FULL;
      float seen = own * (1 - haze) + palette.horizon(c) * haze * (1 - clear);
      values[c * truth.length + at] = values[c * truth.length + at] * clear + seen;
    }
    if (opacity >= Cutout.HALF) {
      truth[at] = one.thing.kind().ordinal();
    }
  }

  /// The shadow under a thing: an ellipse about its foot.
  private void shade(int foot, int left, int wide) {
    double middle = left + wide / 2.0;
    double high = Math.max(1, 0.1 * wide);
    for (int y = (int) (foot - high); y <= foot + high; y++) {
      for (int x = left; x < left + wide; x++) {
        double across = (x + 0.5 - middle) / (0.5 * wide);
        double down = (y + 0.5 - foot) / high;
        boolean inside = x >= 0 && x < view.width() && y >= 0 && y < view.height();
        if (inside && across * across + down * down < 1) {
          for (int c = 0; c < COLOURS; c++) {
            values[(c * view.height() + y) * view.width() + x] *= (float) SHADOW;
          }
        }
      }
    }
  }

  /// Brightness, a tint and the camera's noise; what is outside of 0 to 1 is cut off.
  private void light() {
    double bright = RoadView.between(rng, TWILIGHT, 1.15);
    double noise = RoadView.between(rng, 0.01, 0.05);
    for (int c = 0; c < COLOURS; c++) {
      float gain = (float) (bright * RoadView.between(rng, 0.92, 1.08));
      for (int p = c * truth.length; p < (c + 1) * truth.length; p++) {
        values[p] = Math.clamp(values[p] * gain + (float) (noise * grain(rng.nextInt())), 0, 1);
      }
    }
  }

  /// About normally distributed: the sum of four bytes, of mean 510 and deviation 147.8.
  private static double grain(int bits) {
    int sum = (bits & FULL) + (bits >> 8 & FULL) + (bits >> 16 & FULL) + (bits >>> 24);
    return (sum - 510) / 147.8;
  }
}
