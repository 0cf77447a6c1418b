package dev.cien.recipes.live;

import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Figures that were measured now and then, as columns: the first one is the step.
public final class Track {
  private static final int MOST = 400;

  private final int columns;
  private final List<float[]> rows = new ArrayList<>();

  /// Nothing measured yet.
  public Track(int columns) {
    this.columns = columns;
  }

  /// Adds a row. When there are too many, every second old one goes.
  public void add(double... row) {
    float[] kept = new float[columns];
    for (int i = 0; i < columns; i++) {
      kept[i] = (float) row[i];
    }
    rows.add(kept);
    if (rows.size() > MOST) {
      for (int i = MOST - 1; i > 0; i -= 2) {
        rows.remove(i);
      }
    }
  }

  /// Whether nothing was measured.
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The columns.
  public List<float[]> columns() {
    List<float[]> list = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      float[] column = new float[rows.size()];
      for (int r = 0; r < column.length; r++) {
        column[r] = rows.get(r)[c];
      }
      list.add(column);
    }
    return list;
  }

  /// All of it, `[rows, columns]`.
  public Tensor state() {
    float[] all = new float[rows.size() * columns];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(rows.get(r), 0, all, r * columns, columns);
    }
    return Tensor.of(all, rows.size(), columns);
  }

  /// Takes a state over.
  public void restore(Tensor state) {
    rows.clear();
    float[] all = state.toFloats();
    for (int at = 0; at < all.length; at += columns) {
      rows.add(Arrays.copyOfRange(all, at, at + columns));
    }
  }
}
