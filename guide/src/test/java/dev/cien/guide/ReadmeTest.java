package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  @Test
  void theFirstProgramReadsDigits() {
    // region program
    var digits = Digits.load();
    var rng = Rng.of(42);
    var model =
        Sequential.of(
            Flatten.of(), Linear.of(784, 128, rng), Tensor::relu, Linear.of(128, 10, rng));
    var run =
        Trainer.of(model, Losses.crossEntropy(), AdamW.of(1e-3)).batchSize(64).fit(digits.train());
    var measured = run.evaluate(digits.test(), Metrics.accuracy());
    // endregion
    assertThat(measured.get("accuracy")).isGreaterThan(0.93);
  }

  @Test
  void theSingleFileCompiles(@TempDir Path folder) {
    var path = System.getProperty("java.class.path");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null, null, null, "-cp", path, "-d", folder.toString(), "../docs/guide/Mnist.java");
    assertThat(result).isZero();
  }
}
