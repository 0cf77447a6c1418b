package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TexturesTest {
  @TempDir Path folder;

  private void all(int side) {
    for (String file :
        new String[] {"brick.png", "grass.png", "gravel.png", "stars.jpg", "tissue.png"}) {
      Images.writePng(folder.resolve(file), Tensor.full(0.5, side, side + 1));
    }
  }

  @Test
  void greyOnesHaveThreeChannelsToo() {
    all(64);
    Textures textures = Textures.read(folder);
    assertThat(textures.textures())
        .extracting(Textures.Texture::name)
        .containsExactly("brick", "grass", "gravel", "stars", "tissue");
    assertThat(textures.textures().getFirst().picture().channels()).isEqualTo(3);
    assertThat(textures.textures().getFirst().picture().width()).isEqualTo(65);
  }

  @Test
  void whatIsNoPhotographIsRefused() throws IOException {
    all(64);
    Files.writeString(folder.resolve("gravel.png"), "stones");
    assertThatThrownBy(() -> Textures.read(folder))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("gravel.png");
    all(12);
    assertThatThrownBy(() -> Textures.read(folder))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("at least 64 x 64 pixels, found 13 x 12");
  }
}
