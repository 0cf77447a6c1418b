import dev.cien.data.Digits;
import dev.cien.nn.Flatten;
import dev.cien.nn.Linear;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.AdamW;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.Trainer;

void main() {
  var digits = Digits.load();
  var rng = Rng.of(42);
  var model =
      Sequential.of(Flatten.of(), Linear.of(784, 128, rng), Tensor::relu, Linear.of(128, 10, rng));
  var run =
      Trainer.of(model, Losses.crossEntropy(), AdamW.of(1e-3))
          .batchSize(64)
          .epochs(1)
          .fit(digits.train());
  IO.println(run.evaluate(digits.test(), Metrics.accuracy()));
}
