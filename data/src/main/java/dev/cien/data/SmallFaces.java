package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.Npy;
import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/// 100 small faces, 25 x 25 grey pixels, one photograph of each. Fetched once: `cien data get
/// small-faces`.
///
/// From scikit-image (BSD-3-Clause), which cut them out of Labeled Faces in the Wild. Who they are
/// is not said, nor whether two of them are one person: a set to test on, not to recognise people
/// with.
///
/// @param pictures `[100, 1, 25, 25]`, 0 to 1
public record SmallFaces(Tensor pictures) {
  /// The set's name in the catalog.
  public static final String NAME = "small-faces";

  /// How many faces.
  public static final int COUNT = 100;

  /// Height and width.
  public static final int SIDE = 25;

  /// Reads the faces from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static SmallFaces load() {
    return load(DataCache.standard());
  }

  /// Reads the faces from a cache.
  public static SmallFaces load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry(NAME)).resolve("lfw_subset.npy"));
  }

  /// Reads an array of 100 faces and 100 pictures of other things, which are left out.
  ///
  /// @throws FileFormatException if it has another form, or values beyond 0 to 1
  static SmallFaces read(Path file) {
    Tensor all = Npy.read(file);
    Shape expected = Shape.of(2 * COUNT, SIDE, SIDE);
    if (!all.shape().equals(expected) || !all.dtype().isFloating()) {
      throw new FileFormatException(
          file, "expected fractions " + expected + ", found " + all.dtype() + " " + all.shape());
    }
    float[] values = all.cast(DType.FLOAT32).toFloats();
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new FileFormatException(file, "expected values from 0 to 1, found " + value);
      }
    }
    return new SmallFaces(
        Tensor.of(Arrays.copyOf(values, values.length / 2), COUNT, 1, SIDE, SIDE));
  }
}
