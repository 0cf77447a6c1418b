package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import java.nio.file.Path;
import java.util.List;

/// Five photographs of surfaces that look much the same wherever one looks, three of them grey.
/// Fetched once: `cien data get textures`.
///
/// ```
/// brick    a wall, 512 × 512, grey               CC0
/// grass    a lawn, 512 × 512, grey               CC0
/// gravel   stones, 512 × 512, grey               CC0
/// stars    the Hubble deep field, 1000 × 872     public domain (NASA)
/// tissue   glands under a microscope, 512 × 512  no known copyright restrictions
/// ```
///
/// As they lie in scikit-image (S. van der Walt et al.: scikit-image: image processing in Python,
/// 2014), which names where each comes from.
///
/// @param textures the photographs, in the order above
public record Textures(List<Texture> textures) {
  /// The file of each.
  private static final List<String> FILES =
      List.of("brick.png", "grass.png", "gravel.png", "stars.jpg", "tissue.png");

  private static final int LEAST = 64;

  /// A photograph.
  ///
  /// @param name what it shows, `brick`
  /// @param picture in colour, even where it is grey
  public record Texture(String name, Pixels picture) {}

  /// Copies the list.
  public Textures {
    textures = List.copyOf(textures);
  }

  /// Reads the photographs from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Textures load() {
    return load(DataCache.standard());
  }

  /// Reads the photographs from a cache.
  public static Textures load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry("textures")));
  }

  static Textures read(Path folder) {
    return new Textures(FILES.stream().map(file -> texture(folder.resolve(file))).toList());
  }

  private static Texture texture(Path file) {
    Pixels picture = Images.read(file, Images.Channels.RGB);
    if (Math.min(picture.height(), picture.width()) < LEAST) {
      throw new FileFormatException(
          file,
          "expected a picture of at least "
              + LEAST
              + " x "
              + LEAST
              + " pixels, found "
              + picture.width()
              + " x "
              + picture.height());
    }
    String name = file.getFileName().toString();
    return new Texture(name.substring(0, name.indexOf('.')), picture);
  }
}
