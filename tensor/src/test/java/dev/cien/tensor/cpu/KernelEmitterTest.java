package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Body;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Elementary;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Val;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated vector code gives the bits of the block interpreter, for every instruction and every
/// elementary function.
class KernelEmitterTest {
  private static final int[] SIZES = {
    1, 2, 3, 5, 7, 13, 15, 16, 17, 31, 33, 63, 65, 127, 129, 1000
  };
  private static final Access X = new Access(0, DType.FLOAT32, 0, new int[0], new int[0], 1);
  private static final Access STILL = new Access(0, DType.FLOAT32, 2, new int[0], new int[0], 0);
  private static final Access Y = new Access(1, DType.FLOAT32, 0, new int[0], new int[0], 1);

  private record Case(String name, BiFunction<Body, Val, Val> write) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        function("exp", e -> e::exp),
        function("expm1", e -> e::expm1),
        function("log", e -> e::log),
        function("log1p", e -> e::log1p),
        function("sin", e -> e::sin),
        function("cos", e -> e::cos),
        new Case("pow", (b, x) -> new Elementary(b).pow(x, b.op(Code.MUL, x, b.load(STILL)))),
        new Case("whole pow", (b, x) -> new Elementary(b).pow(x, new Elementary(b).round(x))),
        function("tanh", e -> e::tanh),
        function("sigmoid", e -> e::sigmoid),
        function("erf", e -> e::erf),
        function("floor", e -> e::floor),
        function("ceil", e -> e::ceil),
        function("round", e -> e::round),
        new Case(
            "add, sub, mul, div",
            (b, x) ->
                b.op(
                    Code.DIV,
                    b.op(Code.ADD, x, b.load(STILL)),
                    b.op(Code.SUB, b.op(Code.MUL, x, x), b.f32(3f)))),
        new Case("min, max", (b, x) -> b.op(Code.MAX, b.op(Code.MIN, x, b.f32(2f)), b.load(STILL))),
        new Case(
            "fma, neg, abs, sqrt",
            (b, x) -> b.fma(b.op(Code.NEG, x), x, b.op(Code.SQRT, b.op(Code.ABS, x)))),
        new Case(
            "comparisons and logic",
            (b, x) ->
                b.select(
                    b.op(
                        Code.OR,
                        b.op(
                            Code.AND,
                            b.op(Code.LT, x, b.f32(1f)),
                            b.op(Code.NOT, b.op(Code.LE, x, b.f32(-1f)))),
                        b.op(Code.EQ, x, b.f32(2f))),
                    x,
                    b.f32(7f))),
        new Case(
            "casts",
            (b, x) -> b.cast(b.op(Code.MUL, b.cast(x, DType.INT32), b.i32(3)), DType.FLOAT32)),
        new Case(
            "whole-number mask over floats",
            (b, x) -> b.select(b.op(Code.LT, b.cast(x, DType.INT32), b.i32(1)), x, b.f32(0f))),
        new Case(
            "positions",
            (b, x) ->
                b.op(
                    Code.ADD,
                    x,
                    b.cast(
                        b.index(new Access(-1, DType.INT32, 5, new int[0], new int[0], 1)),
                        DType.FLOAT32))));
  }

  private static Case function(String name, Function<Elementary, Function<Val, Val>> of) {
    return new Case(name, (body, x) -> of.apply(new Elementary(body)).apply(x));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheBitsOfTheInterpreter(Case each) {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    for (int n : SIZES) {
      Body body = new Body(false);
      body.store(each.write.apply(body, body.load(X)), Y);
      Kernel kernel = body.kernel("test", Kernel.Kind.MAP, new int[0], new int[0], n, 2);
      assertThat(KernelEmitter.supports(kernel)).isTrue();
      float[] x = values(n);
      float[] interpreted = new float[n];
      new BlockInterpreter(kernel).run(new Object[] {x, interpreted}, kernel.offsets(), 0, n);
      float[] generated = new float[n];
      KernelEmitter.emit(kernel).run(new Object[] {x, generated}, kernel.offsets(), 0, n);
      assertThat(bits(generated))
          .as("%s of %d elements", each.name, n)
          .isEqualTo(bits(interpreted));
    }
  }

  /// Rows of few elements are written without vectors, whatever their strides.
  @ParameterizedTest
  @MethodSource("cases")
  void givesTheBitsOfTheInterpreterForShortRows(Case each) {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    for (int n : new int[] {1, 2, 3, 8, 40}) {
      Body body = new Body(false);
      Access x = new Access(0, DType.FLOAT32, 1, new int[] {7 * n, n}, new int[0], 1);
      Access y = new Access(1, DType.FLOAT32, 2, new int[] {1, 5}, new int[0], 35);
      body.store(each.write.apply(body, body.load(x)), y);
      Kernel flat = body.kernel("short", Kernel.Kind.MAP, new int[] {5, 7}, new int[0], n, 2);
      Kernel kernel = withRanks(flat);
      if (n > 1 && !KernelEmitter.supports(kernel)) {
        continue;
      }
      float[] in = values(35 * n + 3);
      float[][] out = new float[2][2 + 35 * n];
      new BlockInterpreter(kernel).run(new Object[] {in, out[0]}, kernel.offsets(), 3, 35);
      KernelEmitter.emit(kernel).run(new Object[] {in, out[1]}, kernel.offsets(), 3, 35);
      assertThat(bits(out[1])).as("%s of %d", each.name, n).isEqualTo(bits(out[0]));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheBitsOfTheInterpreterWhereElementsAreStoredApart(Case each) {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    int n = 50;
    Body body = new Body(false);
    Access apart = new Access(1, DType.FLOAT32, 1, new int[0], new int[0], 2);
    body.store(each.write.apply(body, body.load(X)), apart);
    Kernel kernel = body.kernel("apart", Kernel.Kind.MAP, new int[0], new int[0], n, 2);
    assertThat(KernelEmitter.supports(kernel)).isTrue();
    float[] in = values(n);
    float[][] out = new float[2][2 * n + 1];
    new BlockInterpreter(kernel).run(new Object[] {in, out[0]}, kernel.offsets(), 0, n);
    KernelCode generated = KernelEmitter.emit(kernel);
    generated.run(new Object[] {in, out[1]}, kernel.offsets(), 0, 7);
    generated.run(new Object[] {in, out[1]}, kernel.offsets(), 7, n);
    assertThat(bits(out[1])).as(each.name).isEqualTo(bits(out[0]));
  }

  /// Accesses of the cases that stand still, or are bare positions, in a kernel of two outer axes.
  private static Kernel withRanks(Kernel kernel) {
    List<Access> accesses =
        kernel.accesses().stream()
            .map(
                a ->
                    a.outer().length > 0
                        ? a
                        : new Access(
                            a.buffer(), a.type(), a.offset(), new int[2], new int[0], a.inner()))
            .toList();
    return new Kernel(
        kernel.name(),
        kernel.kind(),
        kernel.outer(),
        kernel.middle(),
        kernel.inner(),
        kernel.vals(),
        accesses,
        kernel.stores(),
        kernel.phases(),
        kernel.buffers());
  }

  /// A row kernel with three reductions in three passes, row arithmetic, dear values that later
  /// passes need again, a strided load, a truth value of a row, and stores of both kinds.
  private static Kernel rows(int rows, int middle, int inner, int stride) {
    int row = middle * inner;
    int[] outer = {rows};
    int[] middles = middle == 1 ? new int[0] : new int[] {middle};
    int[] along = middle == 1 ? new int[0] : new int[] {inner};
    int[] alongStrided = middle == 1 ? new int[0] : new int[] {inner * stride};
    int[] still = new int[along.length];
    Access x = new Access(0, DType.FLOAT32, 0, new int[] {row * stride}, alongStrided, stride);
    Access each = new Access(1, DType.FLOAT32, 1, new int[] {1}, still, 0);
    Access y = new Access(2, DType.FLOAT32, 3, new int[] {row}, along, 1);
    Access z = new Access(3, DType.FLOAT32, 0, new int[] {1}, still, 0);
    Body b = new Body(true);
    Elementary e = new Elementary(b);
    Val value = b.load(x);
    Val largest = b.reduce(Code.MAXOF, value);
    Val power = e.exp(b.op(Code.SUB, value, largest));
    Val sum = b.reduce(Code.SUM, power);
    Val share = b.op(Code.DIV, power, sum);
    Val product = b.reduce(Code.PROD, b.op(Code.ADD, share, b.f32(0.9f)));
    Val own = b.op(Code.MUL, e.log(sum), b.load(each));
    Val big = b.op(Code.LT, own, b.f32(0.5f));
    b.store(b.select(big, b.op(Code.MUL, share, product), b.op(Code.SUB, power, own)), y);
    b.store(b.op(Code.ADD, own, b.op(Code.SQRT, b.op(Code.ABS, product))), z);
    return b.kernel("rows", Kernel.Kind.ROW, outer, middles, inner, 4);
  }

  @Test
  void givesTheBitsOfTheInterpreterForRows() {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    for (int n : SIZES) {
      for (int middle : new int[] {1, 3}) {
        for (int stride : new int[] {1, 2}) {
          int rows = 5;
          Kernel kernel = rows(rows, middle, n, stride);
          assertThat(KernelEmitter.supports(kernel)).isTrue();
          float[] x = finite(rows * middle * n * stride);
          float[] each = finite(rows + 1);
          float[][] interpreted = new float[2][];
          float[][] generated = new float[2][];
          for (float[][] out : List.of(interpreted, generated)) {
            out[0] = new float[rows * middle * n + 3];
            out[1] = new float[rows];
            KernelCode code =
                out == interpreted ? new BlockInterpreter(kernel) : KernelEmitter.emit(kernel);
            code.run(new Object[] {x, each, out[0], out[1]}, kernel.offsets(), 1, rows);
          }
          String where = "rows of " + middle + " x " + n + " elements, stride " + stride;
          assertThat(bits(generated[0])).as(where).isEqualTo(bits(interpreted[0]));
          assertThat(bits(generated[1])).as(where).isEqualTo(bits(interpreted[1]));
        }
      }
    }
  }

  @Test
  void truthValuesOfRowsAreStored() {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    assumeTrue(
        Emitted.isStorable(DType.BOOL), "vectors of 128 bits leave truth to the interpreter");
    for (int n : new int[] {3, 100}) {
      Body b = new Body(true);
      Access x = new Access(0, DType.FLOAT32, 0, new int[] {n}, new int[0], 1);
      Access truth = new Access(1, DType.BOOL, 0, new int[] {1}, new int[0], 0);
      b.store(b.op(Code.LT, b.reduce(Code.SUM, b.load(x)), b.f32(0f)), truth);
      Kernel kernel = b.kernel("truth", Kernel.Kind.ROW, new int[] {5}, new int[0], n, 2);
      assertThat(KernelEmitter.supports(kernel)).isTrue();
      float[] in = finite(5 * n);
      byte[][] out = new byte[2][5];
      new BlockInterpreter(kernel).run(new Object[] {in, out[0]}, kernel.offsets(), 0, 5);
      KernelEmitter.emit(kernel).run(new Object[] {in, out[1]}, kernel.offsets(), 0, 5);
      assertThat(out[1]).isEqualTo(out[0]);
    }
  }

  @Test
  void givesTheBitsOfTheInterpreterForColumns() {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    for (int n : new int[] {1, 3, 8, 9, 16, 17, 63, 511, 512, 513, 1000, 1500}) {
      int outer = 2;
      int middle = 7;
      Access x = new Access(0, DType.FLOAT32, 0, new int[] {middle * n}, new int[] {n}, 1);
      Access sum = new Access(1, DType.FLOAT32, 0, new int[] {n}, new int[] {0}, 1);
      Access most = new Access(2, DType.FLOAT32, 2, new int[] {2 * n}, new int[] {0}, 2);
      Body b = new Body(false);
      Val value = b.load(x);
      b.store(b.reduce(Code.SUM, b.op(Code.MUL, value, value)), sum);
      b.store(b.reduce(Code.MAXOF, value), most);
      Kernel kernel =
          b.kernel("columns", Kernel.Kind.COLUMN, new int[] {outer}, new int[] {middle}, n, 3);
      assertThat(KernelEmitter.supports(kernel)).isTrue();
      float[] in = finite(outer * middle * n);
      float[][] interpreted = {new float[outer * n], new float[2 * outer * n + 2]};
      float[][] generated = {new float[outer * n], new float[2 * outer * n + 2]};
      new BlockInterpreter(kernel)
          .run(
              new Object[] {in, interpreted[0], interpreted[1]},
              kernel.offsets(),
              0,
              kernel.units());
      KernelEmitter.emit(kernel)
          .run(new Object[] {in, generated[0], generated[1]}, kernel.offsets(), 0, kernel.units());
      assertThat(bits(generated[0])).as("%d columns", n).isEqualTo(bits(interpreted[0]));
      assertThat(bits(generated[1])).as("%d columns", n).isEqualTo(bits(interpreted[1]));
    }
  }

  @Test
  void equalKernelsShareTheirCodeWhateverTheirOffsets() {
    TieredKernel one = TieredKernel.of(rows(3, 1, 10, 1));
    assertThat(TieredKernel.of(rows(3, 1, 10, 1))).isSameAs(one);
    assertThat(TieredKernel.of(rows(3, 1, 11, 1))).isNotSameAs(one);
  }

  /// An array as kernels get it, with room behind its last element: what is there must not matter.
  private static float[] roomy(int n, IntToDoubleFunction of) {
    float[] x = (float[]) Buffers.allocate(DType.FLOAT32, n);
    Arrays.fill(x, n, x.length, Float.NaN);
    for (int i = 0; i < n; i++) {
      x[i] = (float) of.applyAsDouble(i);
    }
    return x;
  }

  private static float[] finite(int n) {
    return roomy(n, i -> Philox.word(11, n, 0, i) * 0x1p-30f);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
    return bits;
  }

  /// Ordinary numbers of all magnitudes between the special ones; at least three, because one
  /// access reads the third.
  private static float[] values(int n) {
    float[] special = {
      0f,
      -0f,
      1f,
      -1f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      1e-40f,
      Float.MAX_VALUE,
      88.9f,
      -103.5f,
      0.5f,
      -2.5f
    };
    return roomy(
        Math.max(3, n),
        i -> {
          int word = Philox.word(7, n, 0, i);
          return i % 5 == 4
              ? special[Math.floorMod(word, special.length)]
              : word * 0x1p-31f * (float) Math.pow(2, i % 9 - 3);
        });
  }
}
