package dev.cien.course.experiment;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.LinkedHashMap;
import java.util.Map;

/// A filter that slides over a small picture without leaving it. Figures: `r1c1`, `r1c2`, … of the
/// map that comes out; `largest`, `smallest`; `rows` and `columns` of the map; `weights` of the
/// filter.
///
/// @param picture rows of numbers
/// @param filter rows of numbers, no larger than the picture
public record FilterRun(double[][] picture, double[][] filter) implements Run {
  @Override
  public Measured measure() {
    Tensor x = Tensor.of(flat(picture), 1, 1, picture.length, picture[0].length);
    Tensor w = Tensor.of(flat(filter), 1, 1, filter.length, filter[0].length);
    Tensor map = x.conv(w, Window.of());
    int rows = picture.length - filter.length + 1;
    int columns = picture[0].length - filter[0].length + 1;
    double[] values = map.toDoubles();
    Map<String, Double> figures = new LinkedHashMap<>();
    double largest = Double.NEGATIVE_INFINITY;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      figures.put("r" + (i / columns + 1) + "c" + (i % columns + 1), values[i]);
      largest = Math.max(largest, values[i]);
      smallest = Math.min(smallest, values[i]);
    }
    figures.put("largest", largest);
    figures.put("smallest", smallest);
    figures.put("rows", (double) rows);
    figures.put("columns", (double) columns);
    figures.put("weights", (double) (filter.length * filter[0].length));
    return Measured.of(figures);
  }

  private static double[] flat(double[][] rows) {
    double[] all = new double[rows.length * rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, all, r * rows[0].length, rows[0].length);
    }
    return all;
  }
}
