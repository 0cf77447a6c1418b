package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import org.junit.jupiter.api.Test;

class CustomLayerTest {
  // region layer
  /// y = x + out(gelu(in(x)))·scale: a residual block that starts as the identity.
  record Block(Linear in, Linear out, Variable scale) implements Layer {
    static Block of(int width, Rng rng) {
      return new Block(
          Linear.of(width, 4 * width, rng),
          Linear.of(4 * width, width, rng),
          Variable.of("scale", Tensor.zeros(width)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return x.add(out.forward(in.forward(x).gelu()).mul(scale.value()));
    }
  }

  // endregion

  @Test
  void itsParametersHaveNames() {
    var block = Block.of(8, Rng.of(1));
    // region names
    var names = Params.of(block).state().keySet();
    // endregion
    assertThat(names).containsExactly("in.weight", "in.bias", "out.weight", "out.bias", "scale");
  }

  @Test
  void itStartsAsTheIdentity() {
    var x = Tensor.randn(Rng.of(2), 5, 8);
    assertThat(Block.of(8, Rng.of(1)).forward(x).toFloats()).containsExactly(x.toFloats());
  }

  @Test
  void aWrongWidthFailsWhereItIsWritten() {
    var block = Block.of(8, Rng.of(1));
    assertThatThrownBy(() -> block.forward(Tensor.ones(5, 7))).isInstanceOf(ShapeException.class);
  }
}
