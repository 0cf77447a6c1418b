package dev.cien.tensor.cpu;

import java.lang.reflect.Array;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Reused work arrays of the convolution kernels, so that a training loop does not touch fresh
/// memory every step.
///
/// Arrays are kept in classes of power-of-two length; whoever takes one gives it back in a
/// `finally` block. The contents are whatever the last user left.
final class ConvScratch {
  static final ConvScratch FLOATS = new ConvScratch(float.class);
  static final ConvScratch DOUBLES = new ConvScratch(double.class);

  private static final int LARGEST_KEPT = 1 << 25;

  /// Arrays kept of each class: a few for each thread that computes.
  private static final int PLACES = 64;

  private static final int CLASSES = 32;

  private final Class<?> component;

  /// Class after class; taking and giving allocates nothing.
  private final AtomicReferenceArray<Object> free = new AtomicReferenceArray<>(CLASSES * PLACES);

  private ConvScratch(Class<?> component) {
    this.component = component;
  }

  /// An array of at least `length` elements.
  Object take(int length) {
    int bits = length <= 1024 ? 10 : 32 - Integer.numberOfLeadingZeros(length - 1);
    for (int i = bits * PLACES; i < (bits + 1) * PLACES; i++) {
      Object array = free.get(i) == null ? null : free.getAndSet(i, null);
      if (array != null) {
        return array;
      }
    }
    return Array.newInstance(component, bits < 31 ? 1 << bits : length);
  }

  /// Returns an array that [#take] handed out.
  void give(Object array) {
    int length = Array.getLength(array);
    if (length > LARGEST_KEPT) {
      return;
    }
    int bits = 32 - Integer.numberOfLeadingZeros(length - 1);
    for (int i = bits * PLACES; i < (bits + 1) * PLACES; i++) {
      if (free.get(i) == null && free.compareAndSet(i, null, array)) {
        return;
      }
    }
  }
}
