package dev.cien.course.playground;

/// How wrong an answer on two classes is.
public enum Cost {
  /// ½ (output − label)², that of TensorFlow Playground.
  SQUARED("squared"),
  /// −log of the probability given to the right class.
  CROSS_ENTROPY("crossEntropy");

  private final String key;

  Cost(String key) {
    this.key = key;
  }

  /// What links call it.
  public String key() {
    return key;
  }
}
