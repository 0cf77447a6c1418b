package dev.cien.data;

import java.util.List;

/// Chosen samples of another set.
record Selection(Dataset source, int[] indices) implements Dataset {
  Selection {
    for (int index : indices) {
      Refusal.index("select", index, source.size());
    }
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public Batch batch(int... chosen) {
    int[] translated = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      translated[i] = indices[Refusal.index("batch", chosen[i], indices.length)];
    }
    return source.batch(translated);
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    Dataset drawn = source.forEpoch(seed, epoch);
    return drawn == source ? this : new Selection(drawn, indices);
  }

  @Override
  public List<String> inputNames() {
    return source.inputNames();
  }

  @Override
  public List<String> classNames() {
    return source.classNames();
  }

  @Override
  public String toString() {
    return indices.length + " of " + source;
  }
}
