package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import org.junit.jupiter.api.Test;

class CropTest {
  @Test
  void theMiddleIsAsLargeAsTheFormLets() {
    byte[] values = new byte[2 * 3 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) i;
    }
    Pixels square = Crop.middle(new Pixels(2, 3, 5, values), 1, 1);
    assertThat(new int[] {square.height(), square.width()}).containsExactly(3, 3);
    assertThat(square.values())
        .containsExactly(1, 2, 3, 6, 7, 8, 11, 12, 13, 16, 17, 18, 21, 22, 23, 26, 27, 28);
    Pixels wide = Crop.middle(new Pixels(2, 3, 5, values), 96, 48);
    assertThat(new int[] {wide.height(), wide.width()}).containsExactly(2, 5);
    assertThatThrownBy(() -> Crop.middle(new Pixels(1, 1, 9, new byte[9]), 3, 2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 pixels or more a side, found 1");
  }
}
