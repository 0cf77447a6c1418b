package dev.cien.nn.loss;

import dev.cien.tensor.DType;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;

/// Losses of a batch of embeddings, each of which is compared with all others.
final class EmbeddingLosses {
  private static final double TINY = 1e-12;
  // Beyond every distance and likeness, and finite: nothing times it is not a number.
  private static final double FAR = 1e9;

  private EmbeddingLosses() {}

  static Loss contrastive(double temperature) {
    if (!(temperature > 0)) {
      throw new TensorException(
          "contrastive: expected a temperature above 0, found " + temperature + ".");
    }
    return (embeddings, ids) -> {
      Others others = Others.of("contrastive", embeddings, ids);
      Tensor unit = embeddings.mul(embeddings.square().sum(1, true).add(TINY).rsqrt());
      Tensor likeness = unit.matmul(unit.t()).div(temperature);
      Tensor log = Tensor.where(others.self, likeness.mul(0).sub(FAR), likeness).logSoftmax(1);
      Tensor count = others.same.cast(embeddings.dtype()).sum(1).maximum(1);
      return Tensor.where(others.same, log.neg(), log.mul(0)).sum(1).div(count);
    };
  }

  static Loss hardTriplet(double margin) {
    if (!(margin >= 0)) {
      throw new TensorException("hardTriplet: expected a margin of 0 or more, found " + margin);
    }
    return (embeddings, ids) -> {
      Others others = Others.of("hardTriplet", embeddings, ids);
      Tensor squares = embeddings.square().sum(1, true);
      Tensor squared = squares.add(squares.t()).sub(embeddings.matmul(embeddings.t()).mul(2));
      Tensor distance = squared.relu().add(TINY).sqrt();
      Tensor nowhere = distance.mul(0);
      Tensor furthest = Tensor.where(others.same, distance, nowhere).max(1);
      Tensor nearest = Tensor.where(others.other, distance, nowhere.add(FAR)).min(1);
      Tensor partnered = others.same.cast(embeddings.dtype()).max(1);
      return furthest.sub(nearest).add(margin).relu().mul(partnered);
    };
  }

  /// Who is whom in a batch, `[N, N]` each.
  ///
  /// @param self the diagonal
  /// @param same others of the same id
  /// @param other those of another id
  private record Others(Tensor self, Tensor same, Tensor other) {
    static Others of(String loss, Tensor embeddings, Tensor ids) {
      int n = embeddings.shape().rank() == 2 ? embeddings.shape().dim(0) : -1;
      if (ids.shape().rank() != 1 || ids.shape().dim(0) != n || ids.dtype().isFloating()) {
        throw new ShapeException(
            loss
                + ": expected embeddings [N, width] and N whole numbers that say what each shows,"
                + " found "
                + embeddings.shape()
                + " and "
                + ids.dtype()
                + ids.shape()
                + ". Usual cause: the two of a pair as one sample; fix: reshape(2 * n, width), and"
                + " each id twice.");
      }
      Tensor place = Tensor.arange(n);
      Tensor self = place.unsqueeze(0).eq(place.unsqueeze(1));
      Tensor alike = ids.unsqueeze(0).eq(ids.unsqueeze(1));
      Tensor ones = alike.cast(DType.FLOAT32);
      return new Others(self, ones.sub(self.cast(DType.FLOAT32)).gt(0), ones.lt(1));
    }
  }
}
