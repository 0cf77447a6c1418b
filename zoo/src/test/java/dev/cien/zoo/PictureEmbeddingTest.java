package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureEmbeddingTest {
  private static final Tensor PICTURES = Tensor.rand(Rng.of(3), 6, 3, 8, 8).compute();

  @Test
  void vectorsHaveLengthOne() {
    for (int side : new int[] {8, 24}) {
      PictureEmbedding network = PictureEmbedding.of(1, side, 3, 5, Rng.of(1));
      Tensor vectors = network.forward(Tensor.rand(Rng.of(2), 2, 1, side, side));
      assertThat(vectors.shape().dims()).containsExactly(2, 5);
      for (float length : vectors.square().sum(1).toFloats()) {
        assertThat(length).isCloseTo(1, within(1e-5f));
      }
    }
    assertThatThrownBy(() -> PictureEmbedding.of(3, 28, 3, 5, Rng.of(1)))
        .hasMessageContaining("a multiple of 8, found 28");
  }

  @Test
  void pairsMoveTogether() {
    PictureEmbedding network = PictureEmbedding.of(3, 8, 3, 5, Rng.of(1));
    Tensor ids = Tensor.of(new int[] {4, 4, 7, 7, 2, 2});
    List<Variable> weights = Params.of(network).trainable();
    assertThat(weights).hasSize(11);
    double first = cost(network, ids).item();
    Gradients slopes = cost(network, ids).gradients(weights);
    weights.forEach(w -> w.assign(w.value().sub(slopes.of(w).mul(0.002)).compute()));
    assertThat(cost(network, ids).item()).isLessThan(first);
  }

  private static Tensor cost(PictureEmbedding network, Tensor ids) {
    return Losses.contrastive(0.1).cost(network.forward(PICTURES), ids);
  }
}
