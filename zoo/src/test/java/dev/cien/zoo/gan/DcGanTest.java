package dev.cien.zoo.gan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.Params;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class DcGanTest {
  private final DcGan gan = DcGan.of(6, 3, 4, Rng.of(1));
  private final Tensor labels = Tensor.of(new int[] {0, 1, 2, 2}, 4);

  @Test
  void shapesAndRangeAreThoseOfThePictures() {
    Tensor made = gan.generator().make(Tensor.randn(Rng.of(2), 4, 6), labels);
    assertThat(made.shape()).isEqualTo(Shape.of(4, 1, 28, 28));
    for (float value : made.toFloats()) {
      assertThat(value).isBetween(-1f, 1f);
    }
    assertThat(gan.discriminator().score(made, labels).shape()).isEqualTo(Shape.of(4, 1));
    int wide = 8;
    assertThat(Params.of(gan.generator()).trainableCount())
        .isEqualTo((6 + 3 + 1) * wide * 49 + 2 * wide + wide * 4 * 16 + 4 + 2 * 4 + 4 * 16 + 1);
  }

  @Test
  void bothPlayersListenToTheClass() {
    Tensor noise = Tensor.randn(Rng.of(2), 1, 6);
    Tensor zero = Tensor.of(new int[] {0}, 1);
    Tensor one = Tensor.of(new int[] {1}, 1);
    Tensor made = gan.generator().make(noise, zero);
    assertThat(made.toFloats()).isNotEqualTo(gan.generator().make(noise, one).toFloats());
    assertThat(gan.discriminator().score(made, zero).item())
        .isNotEqualTo(gan.discriminator().score(made, one).item());
  }

  @Test
  void everyLossGoesThroughIt() {
    Tensor real = Tensor.rand(Rng.of(3), 4, 1, 28, 28);
    GanLoss[] losses = {
      new NonSaturating(), new LeastSquares(), new Wasserstein(0.1), new GradientPenalty(10)
    };
    for (GanLoss loss : losses) {
      float[] slope =
          Mode.training(
                  Rng.of(4),
                  () -> {
                    Tensor fake = gan.generator().make(Tensor.randn(Rng.of(5), 4, 6), labels);
                    var look = gan.discriminator().look().weight();
                    return loss.discriminator(
                            x -> gan.discriminator().score(x, labels), real, fake.detach())
                        .gradients(List.of(look))
                        .of(look)
                        .compute();
                  })
              .toFloats();
      double length = 0;
      for (float value : slope) {
        length += value * value;
      }
      assertThat(length).as(loss.toString()).isGreaterThan(0).isFinite();
    }
  }
}
