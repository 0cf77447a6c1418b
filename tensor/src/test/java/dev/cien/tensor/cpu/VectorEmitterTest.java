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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated vector code gives the bits of the block interpreter, for every instruction and every
/// elementary function.
class VectorEmitterTest {
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
      assertThat(VectorEmitter.supports(kernel)).isTrue();
      float[] x = values(n);
      float[] interpreted = new float[n];
      new BlockInterpreter(kernel).run(new Object[] {x, interpreted}, 0, n);
      float[] generated = new float[n];
      int[] bases = kernel.accesses().stream().mapToInt(Access::offset).toArray();
      VectorEmitter.emit(kernel).run(new Object[] {x, generated}, bases, 0, n);
      assertThat(bits(generated))
          .as("%s of %d elements", each.name, n)
          .isEqualTo(bits(interpreted));
    }
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
    float[] x = new float[Math.max(3, n)];
    for (int i = 0; i < x.length; i++) {
      int word = Philox.word(7, n, 0, i);
      x[i] =
          i % 5 == 4
              ? special[Math.floorMod(word, special.length)]
              : word * 0x1p-31f * (float) Math.pow(2, i % 9 - 3);
    }
    return x;
  }
}
