package dev.cien.recipes.kit;

import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;

/// The part of somebody's picture that has the form of a model's.
public final class Crop {
  private static final int LEAST = 2;

  private Crop() {}

  /// The largest middle part of a form.
  ///
  /// @param across its width, in any unit
  /// @param down its height, in the same
  /// @throws InputException if it would be narrower than two pixels
  public static Pixels middle(Pixels picture, int across, int down) {
    int width = (int) Math.min(picture.width(), (long) picture.height() * across / down);
    int height = (int) Math.min(picture.height(), (long) picture.width() * down / across);
    int side = Math.min(width, height);
    if (side < LEAST) {
      throw new InputException(
          new Text(
              "picture: expected 2 pixels or more a side, found " + side,
              "imagen: se esperaban 2 píxeles o más por lado, se encontró " + side));
    }
    int top = (picture.height() - height) / 2;
    int left = (picture.width() - width) / 2;
    byte[] values = new byte[picture.channels() * height * width];
    for (int row = 0; row < picture.channels() * height; row++) {
      int from = (row / height * picture.height() + top + row % height) * picture.width() + left;
      System.arraycopy(picture.values(), from, values, row * width, width);
    }
    return new Pixels(picture.channels(), height, width, values);
  }
}
