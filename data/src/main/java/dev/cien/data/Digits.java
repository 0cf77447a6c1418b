package dev.cien.data;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// MNIST: 70,000 handwritten digits, 28 x 28 grey pixels, in the box.
///
/// ```java
/// var digits = Digits.load();
/// Batch first = digits.train().batch(0, 1, 2); // inputs [3, 1, 28, 28], 0 to 1; targets int32 [3]
/// ```
///
/// Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits, 1998. CC BY-SA
/// 3.0.
///
/// @param train 60,000 digits to learn from
/// @param test 10,000 digits by other writers
public record Digits(ImageDataset train, ImageDataset test) {
  /// Reads the digits; inputs are 0 (paper) to 1 (ink).
  public static Digits load() {
    // The two sets are unpacked side by side.
    var train = CompletableFuture.supplyAsync(() -> read("train"));
    ImageDataset test = read("t10k");
    try {
      return new Digits(train.join(), test);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /// The same digits with inputs of mean 0 and deviation 1 over the training set.
  public Digits standardized() {
    float[] means = train.means();
    float[] deviations = train.deviations();
    return new Digits(train.standardized(means, deviations), test.standardized(means, deviations));
  }

  private static ImageDataset read(String part) {
    return images(
        resource("mnist/" + part + "-images-idx3-ubyte.gz"),
        resource("mnist/" + part + "-labels-idx1-ubyte.gz"),
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  }

  private static Idx resource(String name) {
    return Resources.read(name, in -> Idx.read(in, name));
  }

  /// Pictures and labels of MNIST's form as a set.
  static ImageDataset images(Idx pictures, Idx labels, List<String> classNames) {
    byte[] pixels = pictures.unsignedBytes(3, "pictures");
    byte[] bytes = labels.unsignedBytes(1, "labels");
    int[] classes = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      classes[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return ImageDataset.of(pixels, classes, 1, pictures.dims()[1], pictures.dims()[2], classNames);
  }
}
