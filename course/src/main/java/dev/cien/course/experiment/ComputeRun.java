package dev.cien.course.experiment;

import dev.cien.course.history.TrainingCompute;
import java.util.LinkedHashMap;
import java.util.Map;

/// Two systems of the table of training compute. Figures: `from` and `to` in FLOP, `times` their
/// quotient, `power` its decimal logarithm, `years` between them, `doubling` in months.
///
/// @param from the earlier system
/// @param to the later system
public record ComputeRun(TrainingCompute.System from, TrainingCompute.System to) implements Run {
  @Override
  public Measured measure() {
    double times = to.flop() / from.flop();
    int years = to.year() - from.year();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("from", from.flop());
    figures.put("to", to.flop());
    figures.put("times", times);
    figures.put("power", Math.log10(times));
    figures.put("years", (double) years);
    figures.put("doubling", 12 * years / (Math.log(times) / Math.log(2)));
    return Measured.of(figures);
  }
}
