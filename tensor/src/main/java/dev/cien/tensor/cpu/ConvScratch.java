package dev.cien.tensor.cpu;

import java.lang.reflect.Array;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Reused work arrays of the convolution kernels, so that a training loop does not touch fresh
/// memory every step.
///
/// Arrays are kept in classes of power-of-two length; whoever takes one gives it back in a
/// `finally` block. The contents are whatever the last user left.
final class ConvScratch {
  static final ConvScratch FLOATS = new ConvScratch(float.class);
  static final ConvScratch DOUBLES = new ConvScratch(double.class);

  private static final int LARGEST_KEPT = 1 << 25;

  private final Class<?> component;
  private final ConcurrentLinkedDeque<Object>[] free;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private ConvScratch(Class<?> component) {
    this.component = component;
    this.free = new ConcurrentLinkedDeque[32];
    for (int i = 0; i < free.length; i++) {
      free[i] = new ConcurrentLinkedDeque<>();
    }
  }

  /// An array of at least `length` elements.
  Object take(int length) {
    int bits = length <= 1024 ? 10 : 32 - Integer.numberOfLeadingZeros(length - 1);
    Object array = free[bits].pollFirst();
    return array != null ? array : Array.newInstance(component, bits < 31 ? 1 << bits : length);
  }

  /// Returns an array that [#take] handed out.
  void give(Object array) {
    int length = Array.getLength(array);
    if (length > LARGEST_KEPT) {
      return;
    }
    free[32 - Integer.numberOfLeadingZeros(length - 1)].addFirst(array);
  }
}
