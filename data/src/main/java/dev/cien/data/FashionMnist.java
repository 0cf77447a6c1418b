package dev.cien.data;

import java.nio.file.Path;
import java.util.List;

/// Fashion-MNIST: 70,000 pictures of clothes in the form of MNIST, 28 x 28 grey pixels. Fetched
/// once: `cien data get fashion-mnist`.
///
/// H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine
/// learning algorithms, 2017. MIT.
///
/// @param train 60,000 pictures
/// @param test 10,000 pictures
public record FashionMnist(ImageDataset train, ImageDataset test) {
  private static final List<String> CLASSES =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  /// Reads the pictures from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static FashionMnist load() {
    return load(DataCache.standard());
  }

  /// Reads the pictures from a cache.
  public static FashionMnist load(DataCache cache) {
    Path folder = cache.require(DataCatalog.standard().entry("fashion-mnist"));
    return new FashionMnist(read(folder, "train"), read(folder, "t10k"));
  }

  private static ImageDataset read(Path folder, String part) {
    return Digits.images(
        Idx.read(folder.resolve(part + "-images-idx3-ubyte")),
        Idx.read(folder.resolve(part + "-labels-idx1-ubyte")),
        CLASSES);
  }

  /// The same pictures with inputs of mean 0 and deviation 1 over the training set.
  public FashionMnist standardized() {
    float[] means = train.means();
    float[] deviations = train.deviations();
    return new FashionMnist(
        train.standardized(means, deviations), test.standardized(means, deviations));
  }
}
