package dev.cien.recipes.multimodal;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// Pictures with a text each: inputs are the pictures, `[N, 3, S, S]`, targets the tokens of the
/// texts and behind them a class, int32 `[N, L + 1]`.
///
/// @param pictures the pictures by number
/// @param picture which picture a sample has
/// @param tokens the padded text of a sample
/// @param label the class of a sample
record CaptionedPictures(Dataset pictures, int[] picture, int[][] tokens, int[] label)
    implements Dataset {
  @Override
  public int size() {
    return picture.length;
  }

  @Override
  public Batch batch(int... indices) {
    int length = tokens[0].length + 1;
    int[] shown = Arrays.stream(indices).map(i -> picture[i]).toArray();
    int[] targets = new int[indices.length * length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(tokens[indices[i]], 0, targets, i * length, length - 1);
      targets[(i + 1) * length - 1] = label[indices[i]];
    }
    return new Batch(pictures.batch(shown).inputs(), Tensor.of(targets, indices.length, length));
  }

  /// The tokens of a batch of targets.
  static Tensor tokens(Tensor targets) {
    return targets.slice(1, 0, targets.shape().dim(1) - 1);
  }

  /// The classes of a batch of targets.
  static Tensor labels(Tensor targets) {
    return targets.select(1, targets.shape().dim(1) - 1);
  }
}
