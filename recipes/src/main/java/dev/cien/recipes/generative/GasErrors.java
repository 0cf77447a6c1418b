package dev.cien.recipes.generative;

/// How far a way to jump is from the truth after each jump, as means over boxes.
///
/// @param error ‖c − true‖ / ‖true‖ after 0, 1, … jumps
/// @param lost |mass / mass at the start − 1|
record GasErrors(double[] error, double[] lost) {
  /// Measures a way to jump.
  ///
  /// @param truth `[jumps + 1][boxes][cells]`
  static GasErrors of(GasJump jump, GasScenes.Scene[] scenes, double[][][] truth) {
    double[][][] film = jump.film(scenes, truth.length - 1);
    GasErrors all = new GasErrors(new double[film.length], new double[film.length]);
    for (int j = 0; j < film.length; j++) {
      for (int i = 0; i < scenes.length; i++) {
        GasMedium medium = scenes[i].medium();
        double ratio = medium.mass(film[j][i]) / medium.mass(scenes[i].start());
        all.error[j] += distance(film[j][i], truth[j][i]) / scenes.length;
        all.lost[j] += Math.abs(ratio - 1) / scenes.length;
      }
    }
    return all;
  }

  /// ‖c − true‖ / ‖true‖.
  static double distance(double[] c, double[] truth) {
    double apart = 0;
    double size = 0;
    for (int i = 0; i < c.length; i++) {
      apart += (c[i] - truth[i]) * (c[i] - truth[i]);
      size += truth[i] * truth[i];
    }
    return Math.sqrt(apart / size);
  }

  double lastError() {
    return error[error.length - 1];
  }

  double lastLost() {
    return lost[lost.length - 1];
  }
}
