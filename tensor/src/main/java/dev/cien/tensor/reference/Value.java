package dev.cien.tensor.reference;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Bfloat16;
import java.lang.reflect.Array;
import java.util.Arrays;

/// The elements of a tensor in row-major order, wide enough for every number format: floats as
/// `double`, whole numbers and booleans (0 or 1) as `long`.
sealed interface Value {
  /// Floating-point elements.
  record Reals(double[] at) implements Value {
    @Override
    public int size() {
      return at.length;
    }
  }

  /// Whole or boolean elements.
  record Wholes(long[] at) implements Value {
    @Override
    public int size() {
      return at.length;
    }
  }

  /// How many elements.
  int size();

  /// The floating-point elements; a mistake of the graph if they are whole numbers.
  default double[] reals() {
    return ((Reals) this).at;
  }

  /// The whole or boolean elements; a mistake of the graph if they are floats.
  default long[] wholes() {
    return ((Wholes) this).at;
  }

  /// `size` zeros of the kind that `dtype` needs.
  static Value zeros(DType dtype, int size) {
    return dtype.isFloating() ? new Reals(new double[size]) : new Wholes(new long[size]);
  }

  /// The elements at the given places in the given order; where the place is negative, `filler`
  /// stands instead.
  default Value pick(int[] places, double filler) {
    return switch (this) {
      case Reals(double[] from) -> {
        double[] to = new double[places.length];
        for (int i = 0; i < to.length; i++) {
          to[i] = places[i] < 0 ? filler : from[places[i]];
        }
        yield new Reals(to);
      }
      case Wholes(long[] from) -> {
        long[] to = new long[places.length];
        for (int i = 0; i < to.length; i++) {
          to[i] = places[i] < 0 ? (long) filler : from[places[i]];
        }
        yield new Wholes(to);
      }
    };
  }

  /// This with element i of `source` in place `places[i]`.
  default Value with(int[] places, Value source) {
    return switch (this) {
      case Reals(double[] base) -> {
        double[] to = base.clone();
        for (int i = 0; i < places.length; i++) {
          to[places[i]] = source.reals()[i];
        }
        yield new Reals(to);
      }
      case Wholes(long[] base) -> {
        long[] to = base.clone();
        for (int i = 0; i < places.length; i++) {
          to[places[i]] = source.wholes()[i];
        }
        yield new Wholes(to);
      }
    };
  }

  /// This plus the elements of `addend`, element i of which goes to place `places[i]`.
  default Value plusAt(int[] places, Value addend) {
    return switch (this) {
      case Reals(double[] base) -> {
        double[] to = base.clone();
        for (int i = 0; i < places.length; i++) {
          to[places[i]] += addend.reals()[i];
        }
        yield new Reals(to);
      }
      case Wholes(long[] base) -> {
        long[] to = base.clone();
        for (int i = 0; i < places.length; i++) {
          to[places[i]] += addend.wholes()[i];
        }
        yield new Wholes(to);
      }
    };
  }

  /// The value nearest to each element in the number format: rounded floats, wrapped integers, 0 or
  /// 1.
  default Value in(DType dtype) {
    return switch (dtype) {
      case FLOAT64, INT64 -> this;
      case FLOAT32, BFLOAT16, INT32, BOOL -> {
        Object storage = toStorage(dtype);
        yield of(storage, dtype, Array.getLength(storage));
      }
    };
  }

  /// The first `size` elements of a node's storage: all that it has.
  static Value of(Object storage, DType dtype, int size) {
    return switch (storage) {
      case double[] array -> new Reals(Arrays.copyOf(array, size));
      case long[] array -> new Wholes(Arrays.copyOf(array, size));
      case float[] array -> {
        double[] to = new double[size];
        for (int i = 0; i < to.length; i++) {
          to[i] = array[i];
        }
        yield new Reals(to);
      }
      case short[] array -> {
        double[] to = new double[size];
        for (int i = 0; i < to.length; i++) {
          to[i] = Bfloat16.toFloat(array[i]);
        }
        yield new Reals(to);
      }
      case int[] array -> {
        long[] to = new long[size];
        for (int i = 0; i < to.length; i++) {
          to[i] = array[i];
        }
        yield new Wholes(to);
      }
      case byte[] array -> {
        long[] to = new long[size];
        for (int i = 0; i < to.length; i++) {
          to[i] = array[i];
        }
        yield new Wholes(to);
      }
      default ->
          throw new IllegalArgumentException(
              "storage of "
                  + dtype
                  + ": expected a primitive array, found "
                  + storage.getClass().getSimpleName());
    };
  }

  /// The elements as the array that a node of `dtype` stores.
  default Object toStorage(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> reals().clone();
      case INT64 -> wholes().clone();
      case FLOAT32 -> {
        float[] to = new float[size()];
        for (int i = 0; i < to.length; i++) {
          to[i] = (float) reals()[i];
        }
        yield to;
      }
      case BFLOAT16 -> {
        short[] to = new short[size()];
        for (int i = 0; i < to.length; i++) {
          to[i] = Bfloat16.fromFloat((float) reals()[i]);
        }
        yield to;
      }
      case INT32 -> {
        int[] to = new int[size()];
        for (int i = 0; i < to.length; i++) {
          to[i] = (int) wholes()[i];
        }
        yield to;
      }
      case BOOL -> {
        byte[] to = new byte[size()];
        for (int i = 0; i < to.length; i++) {
          to[i] = (byte) (wholes()[i] == 0 ? 0 : 1);
        }
        yield to;
      }
    };
  }

  /// The elements as doubles, whatever their format.
  default double[] toDoubles() {
    return switch (this) {
      case Reals(double[] at) -> at.clone();
      case Wholes(long[] at) -> {
        double[] to = new double[at.length];
        for (int i = 0; i < to.length; i++) {
          to[i] = at[i];
        }
        yield to;
      }
    };
  }
}
