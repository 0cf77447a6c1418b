package dev.cien.course.playground;

/// What is to be learnt of a point.
public enum Problem {
  /// Which of two classes it is.
  CLASSIFICATION("classification"),
  /// A quantity.
  REGRESSION("regression"),
  /// Which of three to five classes it is. TensorFlow Playground has no such problem.
  MULTICLASS("multiclass");

  private final String key;

  Problem(String key) {
    this.key = key;
  }

  /// What links call it.
  public String key() {
    return key;
  }
}
