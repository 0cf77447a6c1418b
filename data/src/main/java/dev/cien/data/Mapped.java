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
          "map: expected "
              + indices.length
              + " samples from the function, found "
              + mapped.size()
              + ". Usual cause: a function that drops or joins samples; fix: give as many as it"
              + " got, and use select to drop some");
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
