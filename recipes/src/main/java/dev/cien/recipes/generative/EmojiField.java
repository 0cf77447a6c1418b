package dev.cien.recipes.generative;

import dev.cien.data.Emoji;
import dev.cien.io.Pixels;
import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.List;

/// Emoji strewn over white paper: a surface that is made of real pictures and has no edge that
/// means anything. Each has a cell of its own, somewhere in it, and every second row is shifted by
/// half a cell.
final class EmojiField {
  private static final int SIZE = 16;
  private static final int CELL = 20;
  private static final int CHANNELS = 3;

  private EmojiField() {}

  /// A surface.
  ///
  /// @param pictures the emoji, in turn in an order of their own until the surface is full
  static Pixels of(List<Pixels> pictures, int height, int width, Rng rng) {
    byte[] paper = new byte[CHANNELS * height * width];
    Arrays.fill(paper, (byte) 255);
    List<Pixels> small = pictures.stream().map(picture -> picture.resize(SIZE, SIZE)).toList();
    int[] order = rng.permutation(small.size());
    int next = 0;
    for (int row = -1; row * CELL < height; row++) {
      for (int column = -1; column * CELL < width; column++) {
        int top = row * CELL + rng.nextInt(CELL - SIZE + 1);
        int left =
            column * CELL + rng.nextInt(CELL - SIZE + 1) + Math.floorMod(row, 2) * (CELL / 2);
        put(small.get(order[next++ % order.length]), paper, height, width, top, left);
      }
    }
    return new Pixels(CHANNELS, height, width, paper);
  }

  private static void put(Pixels small, byte[] paper, int height, int width, int top, int left) {
    for (int c = 0; c < CHANNELS; c++) {
      for (int y = Math.max(0, -top); y < Math.min(SIZE, height - top); y++) {
        for (int x = Math.max(0, -left); x < Math.min(SIZE, width - left); x++) {
          paper[(c * height + top + y) * width + left + x] =
              small.values()[(c * SIZE + y) * SIZE + x];
        }
      }
    }
  }

  /// The emoji of a group, of those that have given numbers.
  static List<Pixels> group(Emoji emoji, String group, int... numbers) {
    return Arrays.stream(numbers)
        .filter(i -> emoji.signs().get(i).group().equals(group))
        .mapToObj(emoji::onWhite)
        .toList();
  }
}
