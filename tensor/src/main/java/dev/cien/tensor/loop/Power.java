package dev.cien.tensor.loop;

import dev.cien.tensor.DType;

/// xʸ of FLOAT32 as a sequence of exact operations, with the special cases of `StrictMath.pow`.
///
/// xʸ = 2^(y·log₂x), with log₂x and its product with y as sums of two floats: an error of the
/// logarithm counts 128 times in the largest results. The polynomials were fitted to the intervals
/// that they are used on. Worst error 0.8 units in the last place.
final class Power extends Arithmetic {
  /// The bits of √½: mantissas are taken from [√½, √2).
  private static final int ROOT_HALF_BITS = 0x3F3504F3;

  /// Exponents beyond this give infinity and zero as this does.
  private static final float FAR = 200f;

  /// log₂m = s·(2/ln 2 + s²·(2/(3·ln 2) + s²·R(s²))) with s = (m − 1)/(m + 1).
  private static final float[] FIRST = {2.88539f, 3.851926e-08f};

  private static final float[] SECOND = {0.9617967f, -7.028462e-09f};
  private static final float[] REST = {0.27588966f, 0.32034546f, 0.4122001f, 0.57707804f};

  /// 2ᶠ = 1 + f·ln 2 + f²·P(f).
  private static final float[] LN2 = {0.6931472f, -1.9046542e-09f};

  private static final float[] EXP2 = {
    1.5297415e-05f, 0.00015453265f, 0.0013333502f, 0.009618082f, 0.05550411f, 0.2402265f
  };

  private final Elementary elementary;

  Power(Body body, Elementary elementary) {
    super(body);
    this.elementary = elementary;
  }

  /// A sum of two floats, the second less than half a unit of the first.
  private record Pair(Val high, Val low) {}

  Val of(Val x, Val y) {
    Val size = abs(x);
    Val zero = f(0f);
    Val infinite = f(Float.POSITIVE_INFINITY);
    Pair log = log2(size);
    // Zero, infinity and NaN are what their logarithms make of them.
    Val ordinary = body.select(lt(size, infinite), log.high, size);
    Val high = body.select(equal(size, zero), f(Float.NEGATIVE_INFINITY), ordinary);
    Val product = mul(high, y);
    Val rest = body.fma(log.low, y, body.fma(high, y, minus(product)));
    Val near = lt(abs(product), f(FAR));
    Val bounded = max(min(product, FAR), -FAR);
    Val power = exp2(bounded, body.select(near, rest, zero));

    Val half = mul(y, f(0.5f));
    Val whole = equal(elementary.round(y), y);
    Val odd = body.op(Code.AND, whole, not(equal(elementary.round(half), half)));
    Val signed = body.op(Code.LT, body.bits(x), body.i32(0));
    Val result = body.select(body.op(Code.AND, signed, odd), minus(power), power);
    Val negative = body.op(Code.AND, lt(x, zero), lt(size, infinite));
    Val real = body.select(body.op(Code.AND, negative, not(whole)), f(Float.NaN), result);
    return body.select(equal(y, zero), f(1f), real);
  }

  /// The logarithm of a positive finite number; anything for others.
  private Pair log2(Val size) {
    Val tiny = lt(size, f(0x1p-126f));
    Val scaled = body.select(tiny, mul(size, f(0x1p23f)), size);
    Val shifted = body.op(Code.ADD, body.bits(scaled), body.i32(0x3F800000 - ROOT_HALF_BITS));
    Val bias = body.select(tiny, body.i32(150), body.i32(127));
    Val exponent =
        body.cast(body.op(Code.SUB, body.shift(Code.SHR, shifted, 23), bias), DType.FLOAT32);
    Val digits = body.op(Code.MASK, shifted, body.i32(0x007FFFFF));
    Val m = body.unbits(body.op(Code.ADD, digits, body.i32(ROOT_HALF_BITS)));

    Val above = sub(m, f(1f));
    Val below = add(m, f(1f));
    Val belowRest = sub(m, sub(below, f(1f)));
    Val s = body.op(Code.DIV, above, below);
    Val missing = body.fma(minus(s), belowRest, body.fma(minus(s), below, above));
    Val sRest = body.op(Code.DIV, missing, below);
    Val square = mul(s, s);
    Val squareRest = body.fma(add(s, s), sRest, body.fma(s, s, minus(square)));

    Pair inner = sum(f(SECOND[0]), mul(square, elementary.polynomial(square, REST)), f(SECOND[1]));
    Pair middle = product(inner, new Pair(square, squareRest));
    Pair outer = sum(f(FIRST[0]), middle.high, add(middle.low, f(FIRST[1])));
    Pair fraction = product(outer, new Pair(s, sRest));
    return sum(exponent, fraction.high, fraction.low);
  }

  /// 2^(high + low) for |high| up to [#FAR].
  private Val exp2(Val high, Val low) {
    Val rounded = add(high, f(ROUNDER));
    // A whole number of units of `high`, of which `low` is less than one.
    Pair left = sum(sub(high, sub(rounded, f(ROUNDER))), low, f(0f));
    Val fraction = left.high;
    Val first = mul(fraction, f(LN2[0]));
    Val firstRest =
        body.fma(
            left.low,
            f(LN2[0]),
            body.fma(fraction, f(LN2[1]), body.fma(fraction, f(LN2[0]), minus(first))));
    Val square = mul(fraction, fraction);
    Val rest = body.fma(square, elementary.polynomial(fraction, EXP2), firstRest);
    Pair sum = sum(f(1f), first, rest);
    return elementary.scale(
        add(sum.high, sum.low), body.op(Code.SUB, body.bits(rounded), body.i32(ROUNDER_BITS)));
  }

  /// large + small + rest, where |large| ≥ |small| or large is 0 (Dekker).
  private Pair sum(Val large, Val small, Val rest) {
    Val high = add(large, small);
    return new Pair(high, add(add(sub(large, high), small), rest));
  }

  private Pair product(Pair a, Pair b) {
    Val high = mul(a.high, b.high);
    Val low = body.fma(a.high, b.high, minus(high));
    return new Pair(high, body.fma(a.low, b.high, body.fma(a.high, b.low, low)));
  }

  private Val not(Val a) {
    return body.op(Code.NOT, a);
  }
}
