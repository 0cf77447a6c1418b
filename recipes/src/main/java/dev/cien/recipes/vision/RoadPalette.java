package dev.cien.recipes.vision;

import dev.cien.tensor.Rng;

/// The colours of one scene: of the sky and the verge, the surface of the road and its paint, each
/// with a pattern, and the haze that takes what is far away towards the colour of the horizon.
///
/// @param sky at the upper edge, red, green and blue from 0 to 1
/// @param horizon where the sky ends
/// @param hills before the sky
/// @param verge beside the road
/// @param road its surface
/// @param paint the lines
/// @param rough how strong the patterns are
/// @param haze how much more is lost in each depth
/// @param waves how fast four waves of the patterns go, and where they begin
record RoadPalette(
    float[] sky,
    float[] horizon,
    float[] hills,
    float[] verge,
    float[] road,
    float[] paint,
    double rough,
    double haze,
    double[] waves) {
  private static final int COLOURS = 3;

  /// Verges: grass, dry grass, earth, sand, paving.
  private static final float[][] VERGES = {
    {0.25f, 0.5f, 0.2f},
    {0.55f, 0.55f, 0.3f},
    {0.45f, 0.35f, 0.25f},
    {0.75f, 0.68f, 0.5f},
    {0.6f, 0.6f, 0.62f}
  };

  /// Clear, cloudy, evening and dull.
  private static final float[][] SKIES = {
    {0.35f, 0.6f, 0.95f}, {0.75f, 0.8f, 0.88f}, {0.95f, 0.65f, 0.45f}, {0.6f, 0.62f, 0.66f}
  };

  private static final int[][] TURNS = {
    {0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 0, 2}
  };

  /// Any such colours.
  static RoadPalette of(Rng rng) {
    float[] sky = near(SKIES[rng.nextInt(SKIES.length)], 0.1, rng);
    float[] white = {0.95f, 0.95f, 0.93f};
    float[] yellow = {0.95f, 0.78f, 0.2f};
    float grey = (float) RoadView.between(rng, 0.25, 0.55);
    double[] waves = new double[8];
    for (int i = 0; i < waves.length; i++) {
      waves[i] = RoadView.between(rng, 0.5, 3);
    }
    return new RoadPalette(
        sky,
        near(new float[] {0.85f, 0.87f, 0.9f}, 0.08, rng),
        near(new float[] {0.4f, 0.5f, 0.5f}, 0.15, rng),
        near(VERGES[rng.nextInt(VERGES.length)], 0.1, rng),
        near(new float[] {grey, grey, grey}, 0.03, rng),
        near(rng.nextInt(4) == 0 ? yellow : white, 0.05, rng),
        RoadView.between(rng, 0.05, 0.2),
        RoadView.between(rng, 0, 0.15),
        waves);
  }

  private static float[] near(float[] colour, double far, Rng rng) {
    float[] other = new float[COLOURS];
    for (int c = 0; c < COLOURS; c++) {
      other[c] = Math.clamp(colour[c] + (float) RoadView.between(rng, -far, far), 0, 1);
    }
    return other;
  }

  float horizon(int channel) {
    return horizon[channel];
  }

  /// The share of a thing's light that the air replaces on its way from a depth.
  float haze(double depth) {
    return (float) (1 - StrictMath.exp(-haze * (depth - 1)));
  }

  /// From which channel a thing's own colour comes after a change of all colours.
  ///
  /// @param turn 0 for none, up to 5
  static int turned(int turn, int channel) {
    return TURNS[turn][channel];
  }

  /// The colour of a point where nothing stands.
  ///
  /// @param into gets red, green and blue
  void ground(RoadView view, RoadClass shown, double x, double y, float[] into) {
    if (y <= view.horizon()) {
      above(view, x, y, into);
      return;
    }
    double depth = view.depth(y);
    float[] base =
        switch (shown) {
          case LANE -> paint;
          case ROAD -> road;
          case BACKGROUND, CAR, PERSON -> verge;
        };
    double across = view.across(x, depth);
    double pattern = wave(0, across) * wave(2, depth) + wave(4, 7 * across) * wave(6, 5 * depth);
    float bright = (float) (1 + 0.5 * rough * pattern);
    float lost = haze(depth);
    for (int c = 0; c < COLOURS; c++) {
      into[c] = base[c] * bright * (1 - lost) + horizon[c] * lost;
    }
  }

  private void above(RoadView view, double x, double y, float[] into) {
    double share = y / view.horizon();
    double place = 6 * x / view.width();
    double hill = 0.15 * (2 + wave(0, place) + wave(4, 2 * place));
    boolean isHill = 1 - share < hill * rough * 4;
    float clouds = (float) (0.5 * rough * wave(2, place) * wave(6, 6 * share));
    for (int c = 0; c < COLOURS; c++) {
      into[c] = isHill ? hills[c] : (float) (sky[c] * (1 - share) + horizon[c] * share) + clouds;
    }
  }

  private double wave(int number, double at) {
    return StrictMath.sin(waves[number] * at + 2 * waves[number + 1]);
  }
}
