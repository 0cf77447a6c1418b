package dev.cien.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lowers the rate when a metric stops getting better: the one schedule that has a memory.
///
/// After more than `patience` observations in a row without improvement the rate is multiplied by
/// `factor`. Better means at least a share `threshold` below the best so far (or above it, for a
/// metric that should rise). Whoever evaluates calls [#observe]; [#state] and [#restore] carry the
/// memory over a restart. Not safe for several threads.
public final class Plateau implements Schedule {
  private final boolean rising;
  private final double factor;
  private final int patience;
  private final double threshold;
  private final double minimum;
  private double best;
  private int bad;
  private int reductions;

  private Plateau(boolean rising, double factor, int patience, double threshold, double minimum) {
    Checks.require(
        factor > 0 && factor < 1, "plateau", "the factor", "a number between 0 and 1", factor);
    Checks.require(patience >= 0, "plateau", "the patience", "0 or more", patience);
    this.rising = rising;
    this.factor = factor;
    this.patience = patience;
    this.threshold = threshold;
    this.minimum = minimum;
    this.best = rising ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /// For a metric that should fall, such as a loss; a difference of a share of 10⁻⁴ counts, and
  /// there is no least rate.
  public static Plateau falling(double factor, int patience) {
    return new Plateau(false, factor, patience, 1e-4, 0);
  }

  /// For a metric that should rise, such as accuracy.
  public static Plateau rising(double factor, int patience) {
    return new Plateau(true, factor, patience, 1e-4, 0);
  }

  /// The same, from its beginning, with another share that counts as an improvement.
  public Plateau withThreshold(double share) {
    return new Plateau(rising, factor, patience, share, minimum);
  }

  /// The same, from its beginning, with a least rate.
  public Plateau withMinimum(double rate) {
    return new Plateau(rising, factor, patience, threshold, rate);
  }

  /// Takes note of the metric after an evaluation.
  ///
  /// @return whether the rate falls now
  public boolean observe(double metric) {
    boolean better = rising ? metric > best * (1 + threshold) : metric < best * (1 - threshold);
    if (better) {
      best = metric;
      bad = 0;
    } else if (++bad > patience) {
      reductions++;
      bad = 0;
      return true;
    }
    return false;
  }

  @Override
  public double at(long step, double rate) {
    double lowered = rate;
    for (int i = 0; i < reductions; i++) {
      lowered = Math.max(lowered * factor, minimum);
    }
    // A rate that is below the minimum from the beginning stays what it is.
    return Math.min(lowered, rate);
  }

  @Override
  public Optional<Plateau> listener() {
    return Optional.of(this);
  }

  /// The memory as numbers by name.
  public Map<String, Double> state() {
    Map<String, Double> state = new LinkedHashMap<>();
    state.put("best", best);
    state.put("bad", (double) bad);
    state.put("reductions", (double) reductions);
    return state;
  }

  /// Takes over a memory that [#state] gave.
  public void restore(Map<String, Double> state) {
    best = state.get("best");
    bad = state.get("bad").intValue();
    reductions = state.get("reductions").intValue();
  }
}
