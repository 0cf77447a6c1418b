package dev.cien.recipes.kit;

import dev.cien.io.plot.Chart;
import dev.cien.recipes.Gallery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Points of many coordinates on the two axes along which they spread most, a colour a class.
public final class ClassMap {
  private ClassMap() {}

  /// A chart of points.
  ///
  /// @param gallery knows the reader's language
  /// @param points a row each
  /// @param classes the class of each point
  /// @param names what the classes are called
  public static Chart of(
      String title, Gallery gallery, double[][] points, int[] classes, List<String> names) {
    PrincipalAxes axes = PrincipalAxes.of(points, 2);
    Chart chart = Chart.of(title, gallery.in("first axis", "primer eje"), gallery.in("2nd", "2.º"));
    for (int c = 0; c < names.size(); c++) {
      int one = c;
      double[][] places =
          IntStream.range(0, points.length)
              .filter(i -> classes[i] == one)
              .mapToObj(i -> axes.of(points[i]))
              .toArray(double[][]::new);
      chart =
          chart.dots(
              names.get(c),
              Arrays.stream(places).mapToDouble(p -> p[0]).toArray(),
              Arrays.stream(places).mapToDouble(p -> p[1]).toArray());
    }
    return chart;
  }
}
