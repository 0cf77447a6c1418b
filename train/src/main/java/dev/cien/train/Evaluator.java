package dev.cien.train;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.nn.loss.Loss;
import dev.cien.nn.metric.Meter;
import dev.cien.nn.metric.Metric;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures a model on data: the mean cost as `loss`, and metrics by name. Nothing is trained.
final class Evaluator {
  private final Step predict;

  Evaluator(Layer model, Loss loss) {
    this.predict =
        Step.inference(
            in -> {
              Tensor prediction = model.forward(in[0]);
              return new Tensor[] {prediction, loss.cost(prediction, in[1])};
            });
  }

  Map<String, Double> evaluate(Dataset data, int batchSize, List<Metric<?>> metrics) {
    List<Meter<?>> meters = new ArrayList<>();
    metrics.forEach(metric -> meters.add(metric.meter()));
    double loss = 0;
    try (var batches = Batches.of(data, batchSize).epoch(0)) {
      for (Batch batch : batches) {
        Tensor[] results = predict.run(batch.inputs(), batch.targets());
        loss += results[1].item() * batch.size();
        meters.forEach(meter -> meter.update(results[0], batch.targets()));
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", loss / data.size());
    meters.forEach(meter -> values.put(meter.metric().name(), meter.value()));
    return values;
  }
}
