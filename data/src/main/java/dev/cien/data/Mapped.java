package dev.cien.data;

import java.util.List;
import java.util.function.UnaryOperator;

/// Another set, every batch passed through a function.
record Mapped(Dataset source, UnaryOperator<Batch> function) implements Dataset {
  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Batch batch(int... indices) {
    Batch mapped = function.apply(source.batch(indices));
    if (mapped.size() != indices.length) {
      throw new IllegalStateException(
          "map: the function gave "
              + mapped.size()
              + " samples for "
              + indices.length
              + "; it must give as many as it got");
    }
    return mapped;
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    Dataset drawn = source.forEpoch(seed, epoch);
    return drawn == source ? this : new Mapped(drawn, function);
  }

  @Override
  public List<String> inputNames() {
    return source.inputNames();
  }

  @Override
  public List<String> classNames() {
    return source.classNames();
  }
}
