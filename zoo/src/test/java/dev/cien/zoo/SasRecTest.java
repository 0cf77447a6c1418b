package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SasRecTest {
  private static final ItemTower.Parts ALL = ItemTower.Parts.ALL;
  private static final Tensor KINDS = Tensor.of(new int[] {1, 2, 1, 0, 0, 0, 2, 0}, 4, 2);
  private static final Tensor WORDS = Tensor.of(new int[] {1, 0, 2, 1, 2, 0, 0, 0}, 4, 2);

  private static SasRec model(double missing) {
    ItemTower items = ItemTower.of(ALL, KINDS, WORDS, 8, missing, Rng.of(1));
    return SasRec.of(items, 4, 8, 1, 0, Rng.of(2));
  }

  @Test
  void aThingIsItsPartsAddedUp() {
    ItemTower items = model(0).items();
    Tensor first = Tensor.of(new int[] {0}, 1);
    double[] all = items.forward(first, ALL).toDoubles();
    double[] own = items.own().orElseThrow().value().at(0).toDoubles();
    double[][] kinds = {
      row(items.kinds().orElseThrow().weight().value(), 1),
      row(items.kinds().orElseThrow().weight().value(), 2)
    };
    double[] word = row(items.words().orElseThrow().weight().value(), 1);
    for (int k = 0; k < all.length; k++) {
      assertThat(all[k])
          .isCloseTo(own[k] + (kinds[0][k] + kinds[1][k]) / Math.sqrt(2) + word[k], within(1e-6));
    }
    assertThat(items.forward(first, new ItemTower.Parts(true, false, false)).toDoubles())
        .isEqualTo(own);
  }

  private static double[] row(Tensor table, int row) {
    return table.at(row).toDoubles();
  }

  @Test
  void whatFillsUpDoesNotCount() {
    SasRec model = model(0);
    double[] alone = model.scores(Tensor.of(new int[] {2, 1}, 1, 2), ALL).toDoubles();
    double[] filled = model.scores(Tensor.of(new int[] {2, 1, -1, -1}, 1, 4), ALL).toDoubles();
    assertThat(alone).hasSize(4);
    for (int i = 0; i < alone.length; i++) {
      assertThat(filled[i]).isCloseTo(alone[i], within(1e-5));
    }
  }

  /// With so many drawn that they stand for all about evenly, the cost is that of the softmax.
  @Test
  void drawnThingsStandForAll() {
    SasRec model = model(0);
    model.bias().assign(Tensor.of(new float[] {1, 0, -1, 2}, 4));
    Tensor history = Tensor.of(new int[] {0, 1, 2, 3, 0, -1}, 2, 3);
    Tensor next = Tensor.of(new int[] {1, 2, 3, 0, -1, -1}, 2, 3);
    double exact = 0;
    int[][] seen = {{0}, {0, 1}, {0, 1, 2}, {3}};
    int[] then = {1, 2, 3, 0};
    for (int i = 0; i < then.length; i++) {
      double[] s = model.scores(Tensor.of(seen[i], 1, seen[i].length), ALL).toDoubles();
      double sum = Arrays.stream(s).map(Math::exp).sum();
      exact += (Math.log(sum) - s[then[i]]) / then.length;
    }
    double cost = Mode.training(Rng.of(5), () -> model.cost(history, next, 4000).item());
    assertThat(cost).isCloseTo(exact, within(0.2));
  }

  /// In training, not in use, things lose parts.
  @Test
  void partsGoMissingInTraining() {
    ItemTower items = model(0.5).items();
    Tensor all = Tensor.arange(4);
    double[] used = items.forward(all, ALL).toDoubles();
    double[] again = items.forward(all, ALL).toDoubles();
    double[] trained = Mode.training(Rng.of(7), () -> items.forward(all, ALL).toDoubles());
    assertThat(again).isEqualTo(used);
    assertThat(trained).isNotEqualTo(used);
    assertThat(Params.of(items).count()).isEqualTo(4 * 8 + 3 * 8 + 3 * 8);
  }
}
