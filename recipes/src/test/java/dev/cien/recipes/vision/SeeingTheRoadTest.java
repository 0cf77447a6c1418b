package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.Images;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.SingleStep;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeeingTheRoadTest {
  private static final SeeingTheRoad RECIPE = new SeeingTheRoad();

  @TempDir Path folder;

  private static Experiment small(String height) {
    return RECIPE.prepare(
        RECIPE.settings(
            Map.of(
                "things", "drawn", "height", height, "width", "2", "samples", "10", "tested", "10",
                "batch", "5")));
  }

  @Test
  void figuresAreShares() {
    Map<String, Double> figures = small("24").evaluate().metrics();
    assertThat(figures).containsKeys(RECIPE.card().metric(), "iou_person", "loss");
    figures.forEach(
        (name, value) ->
            assertThat(value).as(name).isBetween(0.0, name.equals("loss") ? 9.0 : 1.0));
  }

  @Test
  void aStepLowersTheCostOfItsBatch() {
    SingleStep single = SingleStep.of(small("16"));
    double first = 0;
    double last = 0;
    for (int i = 0; i < 30; i++) {
      last =
          single.step().run(Rng.of(1), single.batch().inputs(), single.batch().targets())[0].item();
      first = i == 0 ? last : first;
    }
    assertThat(last).isLessThan(first);
  }

  @Test
  void heightsThatCannotBeHalvedAreRefused() {
    assertThatThrownBy(() -> small("30"))
        .isInstanceOf(InputException.class)
        .hasMessage("setting height: expected a multiple of 8, found 30");
  }

  @Test
  void somebodysPictureIsAnsweredWithScores() throws IOException {
    Path file = folder.resolve("street.png");
    Files.write(file, Images.encodePng(Tensor.rand(Rng.of(2), 3, 50, 90)));
    List<Prediction> said = small("16").predict(file);
    assertThat(said).isNotEmpty();
    for (Prediction one : said) {
      assertThat(RoadClass.words()).contains(one.answer());
      assertThat(one.of()).startsWith(file.toString());
      assertThat(one.probabilities().get(one.answer())).isBetween(0.2, 1.0);
    }
    Files.write(file, Images.encodePng(Tensor.zeros(3, 1, 90)));
    assertThatThrownBy(() -> small("16").predict(file)).hasMessageContaining("2 pixels or more");
  }
}
