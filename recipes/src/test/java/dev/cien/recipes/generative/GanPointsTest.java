package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.Params;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanPointsTest {
  private static GanPointsExperiment experiment(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.putAll(
        Map.of("epochs", "2", "samples", "1000", "width", "16", "batch", "100", "replays", "1"));
    GanPoints recipe = new GanPoints();
    return (GanPointsExperiment) recipe.prepare(recipe.settings(values));
  }

  @Test
  void clippedWeightsStayInTheirBounds() {
    GanPointsExperiment experiment = experiment(Map.of("variant", "wgan", "rate", "0.1"));
    experiment.trainer().fit(experiment.training());
    Params.of(experiment.model().discriminator())
        .values()
        .forEach(
            (name, value) -> {
              for (float w : value.toFloats()) {
                assertThat(Math.abs(w)).as(name).isLessThanOrEqualTo(0.1f);
              }
            });
    float largest = 0;
    for (float w :
        Params.of(experiment.model().generator()).values().get("layers.0.weight").toFloats()) {
      largest = Math.max(largest, Math.abs(w));
    }
    assertThat(largest).isGreaterThan(0.1f);
  }

  @Test
  void theSameSeedGivesTheSameSamples() {
    float[][] samples = new float[2][];
    for (int i = 0; i < 2; i++) {
      GanPointsExperiment experiment = experiment(Map.of("variant", "wgan-gp"));
      experiment.trainer().fit(experiment.training());
      samples[i] = experiment.model().samples(50, Rng.of(1)).toFloats();
    }
    assertThat(Arrays.equals(samples[0], samples[1])).isTrue();
  }

  @Test
  void leavesPicturesToLookAt(@TempDir Path folder) {
    GanPointsExperiment experiment = experiment(Map.of("data", "spiral"));
    experiment.trainer().fit(experiment.training());
    Gallery gallery = new Gallery(folder, new Text("t", "t"), Locale.ENGLISH);
    experiment.show(gallery);
    for (String name : new String[] {"surface", "arrows", "latent", "training", "game"}) {
      assertThat(folder.resolve("gallery/" + name + ".png")).isNotEmptyFile();
    }
    assertThat(folder.resolve("gallery/collapse.csv")).content().contains("least-squares,1,");
  }
}
