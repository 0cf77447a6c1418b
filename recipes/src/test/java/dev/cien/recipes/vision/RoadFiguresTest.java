package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.TensorDataset;
import dev.cien.nn.metric.ConfusionMatrix;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RoadFiguresTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  @Test
  void theMeanLeavesOutTheBackgroundAndWhatIsNowhere() {
    long[][] counts = new long[5][5];
    counts[0][0] = 90;
    counts[0][1] = 5;
    counts[1][1] = 30;
    counts[1][2] = 5;
    counts[2][2] = 10;
    counts[2][3] = 10;
    // Road 30 of 40, lane 10 of 25, car 0 of 10 that are none, no person anywhere.
    RoadOverlap overlap = new RoadOverlap(new ConfusionMatrix(counts));
    assertThat(overlap.of(RoadClass.ROAD)).isEqualTo(0.75);
    assertThat(overlap.of(RoadClass.LANE)).isEqualTo(0.4);
    assertThat(overlap.of(RoadClass.CAR)).isZero();
    assertThat(overlap.mean()).isCloseTo((0.75 + 0.4 + 0) / 3, CLOSE);
    assertThat(overlap.figures())
        .containsOnlyKeys("mean_iou", "iou_road", "iou_lane", "iou_car", "iou_person", "accuracy");
    assertThat(overlap.figures().get("accuracy")).isCloseTo(130 / 150.0, CLOSE);
    assertThat(overlap.table()[1]).containsExactly(0, 30, 5, 0, 0);
    counts[2][3] = 0;
    assertThat(new RoadOverlap(new ConfusionMatrix(counts)).mean())
        .isCloseTo((0.75 + 10 / 15.0) / 2, CLOSE);
    assertThat(new RoadOverlap(ConfusionMatrix.empty(5)).mean()).isNaN();
  }

  @Test
  void pixelsThatTouchAreOneRegion() {
    int[] labels = {
      3, 3, 0, 4, //
      0, 3, 0, 3, //
      3, 0, 0, 3
    };
    float[] p = {1, 0.8f, 0, 0.9f, 0, 0.6f, 0, 0.5f, 0.7f, 0, 0, 0.4f};
    List<Region> cars = Region.of(RoadClass.CAR, labels, p, 4, 1);
    assertThat(cars).hasSize(3);
    Region largest = cars.getFirst();
    assertThat(
            new int[] {
              largest.left(), largest.top(), largest.right(), largest.bottom(), largest.size()
            })
        .containsExactly(0, 0, 2, 2, 3);
    assertThat(largest.score()).isCloseTo(0.8, CLOSE);
    assertThat(cars.get(1).left()).as("no neighbour across the edge").isEqualTo(3);
    assertThat(cars.get(1).score()).isCloseTo(0.45, CLOSE);
    assertThat(Region.of(RoadClass.CAR, labels, p, 4, 2)).hasSize(2);
    assertThat(Region.of(RoadClass.PERSON, labels, p, 4, 1)).hasSize(1);
    assertThat(Region.of(RoadClass.LANE, labels, p, 4, 1)).isEmpty();
  }

  @Test
  void aSightHasTheLikeliestClassesAndTheirScores() {
    float[] p = new float[5 * 4];
    // Two pixels of road, one of a person, one undecided: the first class.
    p[4] = 0.9f;
    p[5] = 0.7f;
    p[16 + 2] = 0.6f;
    RoadSight sight = RoadSight.of(Tensor.of(p, 1, 5, 2, 2)).getFirst();
    assertThat(sight.labels()).containsExactly(1, 1, 4, 0);
    assertThat(sight.score(RoadClass.ROAD).orElseThrow()).isCloseTo(0.8, CLOSE);
    assertThat(sight.score(RoadClass.CAR)).isEmpty();
    assertThat(sight.regions()).as("a single pixel is too little").isEmpty();
  }

  @Test
  void thePlaceGivesItsMostFrequentClass() {
    int[] truth = {0, 1, 2, 3, 0, 1, 1, 3, 4, 1, 1, 0};
    RoadBaselines.Labelling labelling =
        RoadBaselines.byPlace(
            TensorDataset.of(Tensor.zeros(3, 3, 2, 2), Tensor.of(truth, 3, 2, 2)));
    Tensor said = labelling.of(Tensor.zeros(2, 3, 2, 2));
    assertThat(said.shape().dims()).containsExactly(2, 2, 2);
    assertThat(said.toInts()).containsExactly(0, 1, 1, 3, 0, 1, 1, 3);
  }

  @Test
  void colourAndPlaceTellWhatALineCanSeparate() {
    int scenes = 60;
    Tensor pictures = Tensor.rand(Rng.of(1), scenes, 3, 4, 4).mul(2).sub(1).compute();
    float[] values = pictures.toFloats();
    int[] truth = new int[scenes * 16];
    for (int i = 0; i < truth.length; i++) {
      boolean isRed = values[(i / 16 * 3) * 16 + i % 16] > 0;
      truth[i] = i % 16 < 8 ? 0 : isRed ? 3 : 1;
    }
    Tensor targets = Tensor.of(truth, scenes, 4, 4);
    RoadBaselines.Labelling labelling =
        RoadBaselines.byColour(TensorDataset.of(pictures, targets), 1);
    int[] said = labelling.of(pictures).toInts();
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      right += said[i] == truth[i] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(truth.length * 9 / 10);
  }
}
