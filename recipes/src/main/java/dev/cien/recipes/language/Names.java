package dev.cien.recipes.language;

import dev.cien.data.Emoji;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// English names of emoji with the number of their group.
///
/// @param names what they are called
/// @param groups the group of each
record Names(List<String> names, int[] groups) {
  static Names of(Emoji emoji, int... numbers) {
    return new Names(
        Arrays.stream(numbers).mapToObj(i -> emoji.signs().get(i).english().name()).toList(),
        Arrays.stream(numbers)
            .map(i -> emoji.groups().indexOf(emoji.signs().get(i).group()))
            .toArray());
  }

  /// The names as vectors, all of one length, with their groups.
  TensorDataset vectors(Function<List<String>, float[][]> encode) {
    return TensorDataset.of(
        Documents.matrix(encode.apply(names)), Tensor.of(groups, groups.length));
  }
}
