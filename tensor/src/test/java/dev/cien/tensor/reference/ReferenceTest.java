package dev.cien.tensor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.Site;
import dev.cien.tensor.loop.Bfloat16;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The interpreter against numbers worked out by hand or published elsewhere.
class ReferenceTest {
  private static final Op.Geometry PLAIN = geometry(1, 0, 1, 1);

  @Test
  void addsFloatsAndRoundsToTheFormat() {
    Node sum = node(new Op.Add(), Shape.of(2), DType.FLOAT32, floats(1e8f, 0.1f), floats(1f, 0.2f));
    assertThat((float[]) run(sum)).containsExactly(1e8f, 0.1f + 0.2f);
    assertThat(Reference.evaluateDoubles(List.of(sum)).getFirst()[0]).isEqualTo(1e8 + 1);
  }

  @Test
  void integersWrapAndDivideTowardsZero() {
    Node a = ints(Integer.MAX_VALUE, -7, 5);
    Node b = ints(1, 2, 0);
    assertThat((int[]) run(node(new Op.Add(), a.shape(), DType.INT32, a, b)))
        .containsExactly(Integer.MIN_VALUE, -5, 5);
    assertThat((int[]) run(node(new Op.Div(), a.shape(), DType.INT32, a, b)))
        .containsExactly(Integer.MAX_VALUE, -3, 0);
    assertThat((int[]) run(node(new Op.Rem(), a.shape(), DType.INT32, a, b)))
        .containsExactly(0, -1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5204998778130465",
    "1, 0.8427007929497149",
    "-2, -0.9953222650189527",
    "3.5, 0.9999992569016276",
    "1e-10, 1.1283791670955126e-10",
    "7, 1"
  })
  void errorFunctionMatchesPublishedValues(double x, double expected) {
    assertThat(ElementwiseReference.erf(x)).isCloseTo(expected, within(2e-15 * Math.abs(expected)));
  }

  @Test
  void philoxMatchesItsPublishedTestVectors() {
    assertThat(SourceReference.philox(new int[4], 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(
            SourceReference.philox(
                new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void viewsReadTheRightElements() {
    Node x =
        node(
            new Op.Reshape(List.of(2, 3)), Shape.of(2, 3), DType.FLOAT32, floats(0, 1, 2, 3, 4, 5));
    assertThat((float[]) run(node(new Op.Permute(List.of(1, 0)), Shape.of(3, 2), DType.FLOAT32, x)))
        .containsExactly(0, 3, 1, 4, 2, 5);
    Node reversed =
        node(
            new Op.Slice(List.of(1, 2), List.of(2, 2), List.of(-1, -2)),
            Shape.of(2, 2),
            DType.FLOAT32,
            x);
    assertThat((float[]) run(reversed)).containsExactly(5, 3, 2, 0);
    Node padded =
        node(new Op.Pad(List.of(0, 1), List.of(1, 0), 9), Shape.of(3, 4), DType.FLOAT32, x);
    assertThat((float[]) run(padded)).containsExactly(9, 0, 1, 2, 9, 3, 4, 5, 9, 9, 9, 9);
    Node joined = node(new Op.Concat(1), Shape.of(2, 6), DType.FLOAT32, x, x);
    assertThat((float[]) run(joined)).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
  }

  @Test
  void foldAddsWhatUnfoldReadTwice() {
    Node x = floats(1, 2, 3, 4, 5);
    Node windows = node(new Op.Unfold(0, 2, 1, 2), Shape.of(3, 2), DType.FLOAT32, x);
    assertThat((float[]) run(windows)).containsExactly(1, 3, 2, 4, 3, 5);
    assertThat((float[]) run(node(new Op.Fold(0, 5, 1, 2), Shape.of(5), DType.FLOAT32, windows)))
        .containsExactly(1, 2, 6, 4, 5);
  }

  @Test
  void positionsPreferTheFirstAndNaN() {
    Node x = floats(2, 5, 5, 1);
    assertThat((int[]) run(node(new Op.ArgMax(0), Shape.of(1), DType.INT32, x))).containsExactly(1);
    assertThat((int[]) run(node(new Op.ArgSort(0, true), Shape.of(4), DType.INT32, x)))
        .containsExactly(1, 2, 0, 3);
    Node withNaN = floats(2, Float.NaN, 7);
    assertThat((int[]) run(node(new Op.ArgMax(0), Shape.of(1), DType.INT32, withNaN)))
        .containsExactly(1);
    assertThat((int[]) run(node(new Op.ArgSort(0, false), Shape.of(3), DType.INT32, withNaN)))
        .containsExactly(0, 2, 1);
  }

  @Test
  void emptyReductionsGiveTheNeutralElement() {
    Node none = Node.data(new float[0], Shape.of(2, 0), DType.FLOAT32);
    assertThat((float[]) run(node(new Op.Sum(List.of(1)), Shape.of(2, 1), DType.FLOAT32, none)))
        .containsExactly(0, 0);
    assertThat((float[]) run(node(new Op.MaxOf(List.of(1)), Shape.of(2, 1), DType.FLOAT32, none)))
        .containsOnly(Float.NEGATIVE_INFINITY);
  }

  @Test
  void convolutionAndItsGradientsAreAdjoint() {
    var geometry = new Op.Geometry(List.of(2, 1), List.of(1, 0), List.of(0, 1), List.of(1, 2), 2);
    Node x = random(1, Shape.of(2, 4, 5, 6));
    Node w = random(2, Shape.of(6, 2, 3, 2));
    Shape out = Shape.of(2, 6, geometry.out(0, 5, 3), geometry.out(1, 6, 2));
    Node dy = random(3, out);
    double forward = dot(node(new Op.Conv(geometry), out, DType.FLOAT64, x, w), dy);
    Node dx = node(new Op.ConvInput(geometry, List.of(5, 6)), x.shape(), DType.FLOAT64, dy, w);
    Node dw = node(new Op.ConvWeight(geometry, List.of(3, 2)), w.shape(), DType.FLOAT64, x, dy);
    assertThat(dot(dx, x)).isCloseTo(forward, within(1e-10));
    assertThat(dot(dw, w)).isCloseTo(forward, within(1e-10));
  }

  @Test
  void convolutionOfALine() {
    Node x = Node.data(new float[] {1, 2, 3, 4}, Shape.of(1, 1, 4), DType.FLOAT32);
    Node w = Node.data(new float[] {1, 10}, Shape.of(1, 1, 2), DType.FLOAT32);
    assertThat((float[]) run(node(new Op.Conv(PLAIN), Shape.of(1, 1, 3), DType.FLOAT32, x, w)))
        .containsExactly(21, 32, 43);
  }

  @Test
  void poolingNeverTakesPadding() {
    Node x = Node.data(new float[] {-3, -1, -2}, Shape.of(1, 1, 3), DType.FLOAT32);
    var op = new Op.ArgMaxPool(List.of(3), geometry(1, 1, 1, 1));
    assertThat((int[]) run(node(op, Shape.of(1, 1, 3), DType.INT32, x))).containsExactly(1, 1, 1);
  }

  @Test
  void matrixProductOfBatches() {
    Node a = Node.data(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(2, 2, 2), DType.FLOAT64);
    Node y = node(new Op.MatMul(), Shape.of(2, 2, 2), DType.FLOAT64, a, a);
    assertThat((double[]) run(y)).containsExactly(7, 10, 15, 22, 67, 78, 91, 106);
  }

  @Test
  void scatterAddsAtRepeatedPlaces() {
    Node y =
        node(
            new Op.ScatterAdd(0),
            Shape.of(3),
            DType.FLOAT32,
            floats(1, 1, 1),
            ints(2, 0, 2),
            floats(5, 6, 7));
    assertThat((float[]) run(y)).containsExactly(7, 1, 13);
  }

  @Test
  void anIndexOutsideNamesTheAxisAndTheRange() {
    Node y = node(new Op.Gather(0), Shape.of(1), DType.FLOAT32, floats(1, 2), ints(2));
    assertThatThrownBy(() -> run(y))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining(
            "gather: index 2 at position [0] of int32[1] is outside axis 0 of [2]: expected 0 to"
                + " 1");
  }

  @Test
  void aPlaceholderWithoutElementsIsNamed() {
    Node x = Node.placeholder(Shape.of(2), DType.FLOAT32);
    x.name("images");
    assertThatThrownBy(() -> run(x))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("images");
  }

  @Test
  void graphsMayBeDeeperThanTheStack() {
    Node y = floats(0);
    Node one = floats(1);
    for (int i = 0; i < 200_000; i++) {
      y = node(new Op.Add(), Shape.of(1), DType.FLOAT32, y, one);
    }
    assertThat((float[]) run(y)).containsExactly(200_000);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 0x3F80",
    "1.00390625, 0x3F80",
    "1.01171875, 0x3F82",
    "-2.5, 0xC020",
    "3.4e38, 0x7F80",
    "Infinity, 0x7F80",
    "NaN, 0x7FC0",
    "-0.0, 0x8000",
    "1e-40, 0x0001"
  })
  void bfloat16RoundsToNearestEven(float value, String bits) {
    assertThat(Bfloat16.fromFloat(value)).isEqualTo((short) Integer.decode(bits).intValue());
  }

  @Test
  void everyBfloat16SurvivesTheWayToFloatAndBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Bfloat16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Bfloat16.fromFloat(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void castsTruncateSaturateAndMakeNaNZero() {
    Node x = floats(-1.9f, 3e9f, Float.NaN, 0.5f);
    assertThat((int[]) run(node(new Op.Cast(DType.INT32), x.shape(), DType.INT32, x)))
        .containsExactly(-1, Integer.MAX_VALUE, 0, 0);
    assertThat((byte[]) run(node(new Op.Cast(DType.BOOL), x.shape(), DType.BOOL, x)))
        .containsExactly(1, 1, 1, 1);
  }

  private static Object run(Node node) {
    return Reference.evaluate(List.of(node)).getFirst();
  }

  private static double dot(Node a, Node b) {
    Node product = node(new Op.Mul(), a.shape(), DType.FLOAT64, a, b);
    return Arrays.stream((double[]) run(product)).sum();
  }

  private static Node random(long seed, Shape shape) {
    return Node.data(new Random(seed).doubles(shape.size(), -1, 1).toArray(), shape, DType.FLOAT64);
  }

  private static Op.Geometry geometry(int stride, int pad, int dilation, int groups) {
    return new Op.Geometry(List.of(stride), List.of(pad), List.of(pad), List.of(dilation), groups);
  }

  private static Node node(Op op, Shape shape, DType dtype, Node... inputs) {
    return new Node(op, List.of(inputs), shape, dtype, Site.NONE);
  }

  private static Node floats(float... values) {
    return Node.data(values, Shape.of(values.length), DType.FLOAT32);
  }

  private static Node ints(int... values) {
    return Node.data(values, Shape.of(values.length), DType.INT32);
  }
}
