package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import dev.cien.io.Npy;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFacesTest {
  @TempDir Path folder;

  private Path file(Tensor array) {
    Path file = folder.resolve("faces.npy");
    Npy.write(file, array);
    return file;
  }

  @Test
  void theFirstHundredAreFaces() {
    Tensor places = Tensor.arange(200).cast(DType.FLOAT64).div(200).reshape(200, 1, 1);
    SmallFaces faces =
        SmallFaces.read(file(places.add(Tensor.zeros(200, 25, 25).cast(DType.FLOAT64))));
    assertThat(faces.pictures().shape().dims()).containsExactly(100, 1, 25, 25);
    assertThat(faces.pictures().at(99).toFloats()).containsOnly(99 / 200f);
  }

  @Test
  void otherArraysAreRefused() throws IOException {
    assertThatThrownBy(() -> SmallFaces.read(file(Tensor.zeros(200, 25, 24))))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected fractions [200, 25, 25], found float32 [200, 25, 24]");
    assertThatThrownBy(() -> SmallFaces.read(file(Tensor.zeros(200, 25, 25).add(2))))
        .hasMessageContaining("expected values from 0 to 1, found 2.0");
    assertThatThrownBy(() -> SmallFaces.read(file(Tensor.zeros(200, 25, 25).div(0))))
        .hasMessageContaining("found NaN");
    assertThatThrownBy(() -> SmallFaces.read(file(Tensor.zeros(200, 25, 25).cast(DType.INT32))))
        .hasMessageContaining("found int32");
    Path text = Files.writeString(folder.resolve("text.npy"), "no array");
    assertThatThrownBy(() -> SmallFaces.read(text)).isInstanceOf(FileFormatException.class);
    assertThatThrownBy(() -> SmallFaces.load(new DataCache(folder)))
        .hasMessageContaining("cien data get small-faces");
  }
}
