package dev.cien.io.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// One axis: which values it spans, and where its ticks are.
///
/// @param low the value at its start
/// @param high the value at its end
/// @param step a round distance between ticks; unused on a logarithmic axis
/// @param logarithmic whether equal distances are equal factors
record Axis(double low, double high, double step, boolean logarithmic) {
  private static final int TICKS = 5;

  /// An axis over values.
  ///
  /// @param room how much of the span to leave free on either side
  /// @param counted whether nothing lies between whole numbers, if both ends are whole
  static Axis over(double[] values, boolean logarithmic, double room, boolean counted) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value) && (!logarithmic || value > 0)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      low = logarithmic ? 1 : 0;
      high = logarithmic ? 10 : 1;
    }
    return logarithmic ? factors(low, high) : distances(low, high, room, counted);
  }

  private static Axis factors(double low, double high) {
    double span = Math.max(high / low, 1.5);
    double room = Math.pow(span, 0.03);
    return new Axis(low / room, Math.max(high, low * 1.5) * room, 0, true);
  }

  private static Axis distances(double low, double high, double room, boolean counted) {
    double span = high > low ? high - low : Math.max(1e-6, Math.abs(high) * 0.1);
    double step = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
    step *= span / step > 25 ? 5 : span / step > 10 ? 2 : 1;
    boolean whole = counted && low == Math.rint(low) && high == Math.rint(high);
    double free = room == 0 ? (high > low ? 0 : 0.5) : room * span;
    return new Axis(low - free, high + free, whole ? Math.max(1, step) : step, false);
  }

  /// Where a value lies: 0 at the start, 1 at the end.
  double place(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /// Whether a value can be shown.
  boolean shows(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  /// The values that get a tick.
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (!logarithmic) {
      for (double at = Math.ceil(low / step) * step; at <= high + 1e-9 * step; at += step) {
        ticks.add(Math.abs(at) < 1e-12 ? 0 : at);
      }
      return ticks;
    }
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    int every = Math.max(1, (last - first) / (2 * TICKS));
    double[] within = last - first > 2 ? new double[] {1} : new double[] {1, 2, 5};
    for (int power = first; power <= last; power += every) {
      for (double factor : within) {
        double at = factor * Math.pow(10, power);
        if (at >= low && at <= high) {
          ticks.add(at);
        }
      }
    }
    return ticks;
  }

  /// A value as short as a reader needs it: four digits, with a power of ten where it would be
  /// long.
  static String label(double value) {
    double size = Math.abs(value);
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(size == Math.rint(size) ? 9 : 4))
            .stripTrailingZeros();
    if (value == 0 || size >= 1e-3 && size < 1e5) {
      return rounded.toPlainString();
    }
    int power = rounded.precision() - rounded.scale() - 1;
    return rounded.scaleByPowerOfTen(-power).stripTrailingZeros().toPlainString() + "e" + power;
  }
}
