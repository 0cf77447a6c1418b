package dev.cien.zoo;

import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Recurrent;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// The next values of a series, each with an interval: a recurrent layer reads what was measured, a
/// linear layer says how far the next H values will lie from a simple forecast.
///
/// ```
/// x       what was measured                      [N, T, columns]
/// cell    hₜ = f(xₜ, hₜ₋₁)                       [N, T, hidden]
/// out     m, a, b for every step ahead           [N, H, 3]
/// base    the values of the last period, again   [N, H]
/// y       base + m − softplus(a), base + m, base + m + softplus(b)     [N, H, 3]
/// ```
///
/// softplus is positive, so the three never cross. Trained with the pinball loss they become
/// quantiles, such as 5, 50 and 95 %.
///
/// R. Wen et al.: A multi-horizon quantile recurrent forecaster, 2017, arXiv:1711.11053.
///
/// @param cell the recurrent layer
/// @param out from the last state to 3·H numbers
/// @param column the column that the simple forecast is read from
/// @param period how many of its last values are repeated: 1 for the last value, 0 for a base of 0
public record SequenceForecaster(Recurrent<?> cell, Linear out, int column, int period)
    implements Layer {
  private static final int QUANTILES = 3;

  /// A model that looks `horizon` values ahead from a base of 0.
  public static SequenceForecaster of(Cell cell, int columns, int hidden, int horizon, Rng rng) {
    return new SequenceForecaster(
        cell.layer(RecurrentConfig.of(columns, hidden), rng),
        Linear.of(hidden, QUANTILES * horizon, rng),
        0,
        0);
  }

  /// The same model on top of a simple forecast.
  public SequenceForecaster withBase(int newColumn, int newPeriod) {
    return new SequenceForecaster(cell, out, newColumn, newPeriod);
  }

  /// How many values it gives, H.
  public int horizon() {
    return out.out() / QUANTILES;
  }

  @Override
  public Tensor forward(Tensor x) {
    int samples = x.shape().dim(0);
    var parts =
        out.forward(cell.forward(x).select(1, -1))
            .reshape(samples, horizon(), QUANTILES)
            .chunk(2, QUANTILES);
    Tensor middle = period == 0 ? parts.get(0) : parts.get(0).add(base(x).unsqueeze(-1));
    return Tensor.concat(
        2, middle.sub(parts.get(1).softplus()), middle, middle.add(parts.get(2).softplus()));
  }

  private Tensor base(Tensor x) {
    int steps = x.shape().dim(1);
    Tensor last = x.slice(1, steps - period, steps).select(2, column);
    Tensor[] again = new Tensor[Math.ceilDiv(horizon(), period)];
    Arrays.fill(again, last);
    return Tensor.concat(1, again).slice(1, 0, horizon());
  }
}
