package dev.cien.tensor;

/// Thrown when the shapes given to an operation do not fit it.
public final class ShapeException extends TensorException {
  private static final long serialVersionUID = 1L;

  /// An exception with its whole message.
  public ShapeException(String message) {
    super(message);
  }
}
