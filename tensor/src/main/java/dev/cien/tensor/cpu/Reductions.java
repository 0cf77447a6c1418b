package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import java.util.Arrays;

/// What generated code calls around its loops: the lanes of reductions, and rows kept between two
/// passes. Lanes of one thread lie in one array, reduction after reduction.
final class Reductions {
  private static final class Memory {
    float[] lanes = new float[0];
    float[] kept = new float[0];
  }

  private static final ThreadLocal<Memory> MEMORY = ThreadLocal.withInitial(Memory::new);

  private Reductions() {}

  /// This thread's lanes, `size` or more.
  static float[] lanes(int size) {
    Memory memory = MEMORY.get();
    if (memory.lanes.length < size) {
      memory.lanes = new float[size];
    }
    return memory.lanes;
  }

  /// This thread's array for values kept from one pass to the next, `size` or more.
  static float[] kept(int size) {
    Memory memory = MEMORY.get();
    if (memory.kept.length < size) {
      memory.kept = new float[size];
    }
    return memory.kept;
  }

  /// Sets lanes to the neutral element of their reduction.
  static void start(float[] lanes, int at, int width, float neutral) {
    Arrays.fill(lanes, at, at + width, neutral);
  }

  /// Folds the lanes that a row of `used` elements filled into their sum, by halves.
  static float sum(float[] lanes, int at, int used) {
    if (used <= Kernel.LANES / 2) {
      return FloatLoops.fold(Code.SUM, lanes, at, used);
    }
    for (int i = at; i < at + 32; i++) {
      lanes[i] += lanes[i + 32];
    }
    for (int i = at; i < at + 16; i++) {
      lanes[i] += lanes[i + 16];
    }
    for (int i = at; i < at + 8; i++) {
      lanes[i] += lanes[i + 8];
    }
    float a = lanes[at] + lanes[at + 4];
    float b = lanes[at + 1] + lanes[at + 5];
    float c = lanes[at + 2] + lanes[at + 6];
    float d = lanes[at + 3] + lanes[at + 7];
    return (a + c) + (b + d);
  }

  /// Likewise their largest.
  static float maxof(float[] lanes, int at, int used) {
    if (used <= Kernel.LANES / 2) {
      return FloatLoops.fold(Code.MAXOF, lanes, at, used);
    }
    for (int i = at; i < at + 32; i++) {
      lanes[i] = Math.max(lanes[i], lanes[i + 32]);
    }
    for (int i = at; i < at + 16; i++) {
      lanes[i] = Math.max(lanes[i], lanes[i + 16]);
    }
    float most = lanes[at];
    for (int i = at + 1; i < at + 16; i++) {
      most = Math.max(most, lanes[i]);
    }
    return most;
  }

  /// Likewise their product.
  static float prod(float[] lanes, int at, int used) {
    return FloatLoops.fold(Code.PROD, lanes, at, used);
  }

  /// Writes the results of `n` columns.
  static void store(float[] lanes, int at, float[] out, int to, int stride, int n) {
    if (stride == 1) {
      System.arraycopy(lanes, at, out, to, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      out[to + i * stride] = lanes[at + i];
    }
  }
}
