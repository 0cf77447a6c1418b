package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import org.junit.jupiter.api.Test;

/// What people paste is understood, and what is not is named by its line.
class PointsTextTest {
  @Test
  void semicolonsLeaveTheCommaToDecimals() {
    PointsText text = PointsText.parse("1,5; -2,25; sí\n-3;4;no\n");
    assertThat(text.points()).containsExactly(new Point(1.5, -2.25, 1), new Point(-3, 4, -1));
    assertThat(text.labels()).containsExactly("no", "sí");
    assertThat(text.regression()).isFalse();
    assertThat(text.scaled()).isFalse();
  }

  @Test
  void commasTabsAndSpacesSeparateToo() {
    for (String text : new String[] {"1,2,0\n3,4,1", "1\t2\t0\n3\t4\t1", "1 2 0\n3  4 1"}) {
      assertThat(PointsText.parse(text).points())
          .containsExactly(new Point(1, 2, -1), new Point(3, 4, 1));
    }
  }

  @Test
  void classesAreInTheOrderOfNumbers() {
    assertThat(PointsText.parse("0;0;10\n1;1;9").points().getFirst().label()).isEqualTo(1);
  }

  @Test
  void linesThatAreNoPointsAreNamed() {
    PointsText text = PointsText.parse("x;y;class\n1;2;a\n\n3;oops;b\n5;5;b\n1;2\n");
    assertThat(text.points()).hasSize(2);
    assertThat(text.refusedCount()).isEqualTo(2);
    assertThat(text.refused()).extracting(PointsText.Refused::line).containsExactly(4, 6);
  }

  @Test
  void aHeadingMayHaveDigits() {
    PointsText text = PointsText.parse("X1;X2;clase\n1;2;a\n3;4;b");
    assertThat(text.points()).hasSize(2);
    assertThat(text.refusedCount()).isZero();
    assertThat(PointsText.parse("puntos\n1;2;a\n3;4;b").refusedCount()).isZero();
    assertThat(PointsText.parse("1;oops;a\n1;2;a\n3;4;b").refusedCount()).isEqualTo(1);
  }

  @Test
  void quotationMarksOfSpreadsheetsAreNoPartOfAColumn() {
    for (String text :
        new String[] {
          "\"x\",\"y\",\"clase\"\n\"1,5\",\"2\",\"sí\"\n3,4,no",
          "\"1,5\";2;\"sí\"\n3;4;\"no\"",
          "1.5 2 \"sí\"\n3 4 no"
        }) {
      PointsText read = PointsText.parse(text);
      assertThat(read.points()).containsExactly(new Point(1.5, 2, 1), new Point(3, 4, -1));
      assertThat(read.labels()).containsExactly("no", "sí");
      assertThat(read.refusedCount()).isZero();
    }
  }

  @Test
  void moreNumbersAreQuantities() {
    PointsText text = PointsText.parse("0;0;10\n1;1;20\n2;2;30");
    assertThat(text.regression()).isTrue();
    assertThat(text.points()).extracting(Point::label).containsExactly(-1.0, 0.0, 1.0);
  }

  @Test
  void whatLiesOutsideIsScaled() {
    PointsText text = PointsText.parse("100;7;a\n300;7;b\n200;7;b");
    assertThat(text.scaled()).isTrue();
    assertThat(text.points()).extracting(Point::x).containsExactly(-5.0, 5.0, 0.0);
    assertThat(text.points()).extracting(Point::y).containsOnly(0.0);
    assertThat(text.xHigh()).isEqualTo(300);
  }

  @Test
  void whatCannotBeUsedIsRefused() {
    for (String text :
        new String[] {
          "",
          "1;2;a",
          "1;2;a\n1;2;b\n1;2;c\n1;2;d\n1;2;e\n1;2;f",
          "a;b;c",
          "1e999;0;1\n",
          "x".repeat(1_000_001)
        }) {
      assertThatThrownBy(() -> PointsText.parse(text))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("points")
          .satisfies(e -> assertThat(((InputException) e).text().es()).contains("puntos"));
    }
  }

  @Test
  void whereNothingIsUnderstoodTheFirstLineIsShown() {
    assertThatThrownBy(() -> PointsText.parse("x;y\n1,5;2,25\n"))
        .hasMessageContaining("found 0. Line 2 is no point: “1,5;2,25”.");
  }
}
