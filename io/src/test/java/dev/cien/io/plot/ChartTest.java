package dev.cien.io.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final double[] X = {1, 10, 100};

  @Test
  void aLineGoesThroughItsPointsFromCornerToCorner() {
    String svg = Chart.of("error", "lag", "").line("RNN", X, new double[] {0, 1, 2}).svg();
    // The plot reaches from 70 to 620 across; (10 − 1) / 99 of that is 50.
    assertThat(svg).contains(">error<", ">lag<", ">RNN<", "points=\"70.0,", " 120.0,", " 620.0,");
  }

  @Test
  void aLogarithmicAxisPutsEqualFactorsAtEqualDistances() {
    Axis axis = Axis.over(X, true, 0, true);
    assertThat(axis.place(10) - axis.place(1))
        .isCloseTo(axis.place(100) - axis.place(10), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(axis.ticks()).contains(1.0, 10.0, 100.0);
    assertThat(axis.shows(0)).isFalse();
  }

  @Test
  void whatCannotBeShownIsLeftOut() {
    String svg =
        Chart.of("t", "x", "").dots("d", X, new double[] {Double.NaN, 1, 2}).logarithmicY().svg();
    assertThat(svg.split("<circle", -1)).hasSize(3);
  }

  @Test
  void barsStandOnZeroAndBandsLieBetweenTheirEdges() {
    Chart bars = Chart.of("t", "x", "").bars("b", new double[] {0, 1}, new double[] {3, -1});
    assertThat(bars.vertical().low()).isLessThan(-1);
    assertThat(bars.vertical().high()).isGreaterThan(3);
    Chart onlyPositive = Chart.of("t", "x", "").bars("b", new double[] {0, 1}, new double[] {3, 2});
    assertThat(onlyPositive.vertical().low()).isLessThanOrEqualTo(0);
    assertThat(
            Chart.of("t", "x", "")
                .band("95 %", X, new double[] {0, 0, 0}, new double[] {1, 2, 3})
                .svg())
        .contains("fill-opacity=\"0.25\"");
  }

  @Test
  void aLegendThatDoesNotFitBesideTheTitleTakesLinesBelow() {
    Chart chart = Chart.of("a title of some length", "x", "y");
    for (int i = 0; i < 9; i++) {
      chart = chart.dots("a class with a name " + i, X, new double[] {0, 1, 2});
    }
    String svg = chart.svg();
    List<double[]> names =
        Pattern.compile("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"[^>]*>a class with")
            .matcher(svg)
            .results()
            .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
            .toList();
    assertThat(names).hasSize(9);
    double letters = 21 * 7.0;
    assertThat(names).allMatch(at -> at[0] >= 0 && at[0] + letters <= Chart.WIDTH);
    for (double[] one : names) {
      // Below the title, and nobody within another's letters.
      assertThat(one[1]).isGreaterThan(30);
      assertThat(names)
          .filteredOn(other -> other[1] == one[1] && other != one)
          .allMatch(other -> Math.abs(other[0] - one[0]) >= letters);
    }
    double highest =
        Pattern.compile("<circle[^>]*cy=\"([0-9.]+)\"")
            .matcher(svg)
            .results()
            .mapToDouble(m -> Double.parseDouble(m.group(1)))
            .min()
            .orElseThrow();
    assertThat(highest).isGreaterThan(names.getLast()[1]);
  }

  @Test
  void barsOfSeveralSeriesStandSideBySideBetweenTheAxes() {
    double[] places = {11, 12, 13, 14};
    Chart chart =
        Chart.of("t", "x", "")
            .bars("a", places, new double[] {1, 2, 3, 4})
            .bars("b", places, new double[] {4, 3, 2, 1})
            .bars("c", places, new double[] {1, 1, 1, 1});
    List<double[]> bars =
        Pattern.compile("<polygon fill=\"[^\"]+\" points=\"([\\d.]+),[\\d.]+ ([\\d.]+),")
            .matcher(chart.svg())
            .results()
            .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
            .sorted(Comparator.comparingDouble(bar -> bar[0]))
            .toList();
    assertThat(bars).hasSize(12);
    double end = 70;
    for (double[] bar : bars) {
      assertThat(bar[0]).isGreaterThanOrEqualTo(end - 0.2);
      end = bar[1];
    }
    assertThat(end).isLessThanOrEqualTo(620);
    assertThat(chart.svg()).contains(">11<", ">14<").doesNotContain(">11.5<");
  }

  @Test
  void chartsStandOneBelowTheOther() throws IOException {
    Chart chart = Chart.of("t", "x", "").line("l", X, X);
    var image = ImageIO.read(new ByteArrayInputStream(Chart.png(List.of(chart, chart))));
    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(image.getHeight()).isEqualTo(720);
  }

  @Test
  void anEmptyChartIsStillAChart() {
    assertThat(Chart.of("nothing", "x", "").svg()).contains("nothing").doesNotContain("NaN");
    assertThat(Chart.of("one", "x", "").line("p", new double[] {3}, new double[] {3}).svg())
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void lengthsMustAgree() {
    assertThatThrownBy(() -> Chart.of("t", "x", "").line("l", X, new double[2]))
        .hasMessage("chart: expected as many values up as across in l, found 3 across and 2 up.");
  }

  @Test
  void labelsAreShort() {
    assertThat(Axis.label(0.5)).isEqualTo("0.5");
    assertThat(Axis.label(100000)).isEqualTo("1e5");
    assertThat(Axis.label(12345)).isEqualTo("12345");
    assertThat(Axis.label(1e-7)).isEqualTo("1e-7");
    assertThat(Axis.label(0)).isEqualTo("0");
  }
}
