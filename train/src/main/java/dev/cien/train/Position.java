package dev.cien.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Where a run stands: everything that is not a tensor and decides how it goes on. Saved with every
/// checkpoint.
final class Position {
  /// The epoch that the next step belongs to, from 0.
  int epoch;

  /// Batches of this epoch that were used.
  int batch;

  /// Batches used in all: the position of the random numbers.
  long batches;

  /// Updates done.
  long step;

  /// Samples seen in this epoch, and their measures added up.
  long samples;

  final Map<String, Double> sums = new TreeMap<>();

  /// The best watched number so far, NaN before the first, and epochs since.
  double best = Double.NaN;

  int bestEpoch;
  int sinceBest;
  boolean stopped;
  double seconds;
  Map<String, Double> lastMetrics = new LinkedHashMap<>();

  void add(String name, double value, int count) {
    sums.merge(name, value * count, Double::sum);
  }

  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    if (sums.containsKey("loss")) {
      means.put("loss", sums.get("loss") / samples);
    }
    sums.forEach((name, sum) -> means.put(name, sum / samples));
    return means;
  }

  void nextEpoch() {
    epoch++;
    batch = 0;
    samples = 0;
    sums.clear();
  }

  /// Takes note of the watched number; says whether it was never better.
  boolean observe(double value, boolean higherIsBetter) {
    boolean better =
        Double.isNaN(best) ? !Double.isNaN(value) : higherIsBetter ? value > best : value < best;
    if (better) {
      best = value;
      bestEpoch = epoch + 1;
      sinceBest = 0;
    } else {
      sinceBest++;
    }
    return better;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("epoch", epoch);
    fields.put("batch", batch);
    fields.put("batches", batches);
    fields.put("step", step);
    fields.put("samples", samples);
    fields.put("sums", new LinkedHashMap<>(sums));
    fields.put("best", Double.isNaN(best) ? null : best);
    fields.put("bestEpoch", bestEpoch);
    fields.put("sinceBest", sinceBest);
    fields.put("stopped", stopped);
    fields.put("seconds", seconds);
    fields.put("lastMetrics", new LinkedHashMap<>(lastMetrics));
    return fields;
  }

  void restore(Map<String, Object> fields) {
    epoch = number(fields, "epoch").intValue();
    batch = number(fields, "batch").intValue();
    batches = number(fields, "batches").longValue();
    step = number(fields, "step").longValue();
    samples = number(fields, "samples").longValue();
    sums.clear();
    sums.putAll(doubles(fields.get("sums")));
    best = fields.get("best") == null ? Double.NaN : number(fields, "best").doubleValue();
    bestEpoch = number(fields, "bestEpoch").intValue();
    sinceBest = number(fields, "sinceBest").intValue();
    stopped = Boolean.TRUE.equals(fields.get("stopped"));
    seconds = number(fields, "seconds").doubleValue();
    lastMetrics = doubles(fields.get("lastMetrics"));
  }

  private static Number number(Map<String, Object> fields, String name) {
    return (Number) fields.get(name);
  }

  /// Numbers by name, as JSON gives them: what is not finite was written as text.
  static Map<String, Double> doubles(Object json) {
    Map<String, Double> result = new LinkedHashMap<>();
    ((Map<?, ?>) json)
        .forEach(
            (name, value) ->
                result.put(
                    (String) name,
                    value instanceof Number number
                        ? number.doubleValue()
                        : value == null ? Double.NaN : Double.parseDouble(value.toString())));
    return result;
  }
}
