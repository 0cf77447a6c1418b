package dev.cien.tensor.loop;

/// The operations of FLOAT32 that elementary functions are written in.
abstract sealed class Arithmetic permits Elementary, Power {
  /// 1.5 · 2²³: adding it rounds to a whole number in the low bits.
  static final float ROUNDER = 12582912f;

  static final int ROUNDER_BITS = 0x4B400000;

  final Body body;

  Arithmetic(Body body) {
    this.body = body;
  }

  final Val f(float value) {
    return body.f32(value);
  }

  final Val add(Val a, Val b) {
    return body.op(Code.ADD, a, b);
  }

  final Val sub(Val a, Val b) {
    return body.op(Code.SUB, a, b);
  }

  final Val mul(Val a, Val b) {
    return body.op(Code.MUL, a, b);
  }

  final Val minus(Val a) {
    return body.op(Code.NEG, a);
  }

  final Val abs(Val a) {
    return body.op(Code.ABS, a);
  }

  final Val lt(Val a, Val b) {
    return body.op(Code.LT, a, b);
  }

  final Val equal(Val a, Val b) {
    return body.op(Code.EQ, a, b);
  }

  /// The lesser of x and a bound that is not a zero, NaN if x is NaN. [Code#MIN] also looks at the
  /// signs of zeros, which takes three times as long.
  final Val min(Val x, float bound) {
    return body.select(lt(f(bound), x), f(bound), x);
  }

  /// The greater of x and a bound that is not a zero, NaN if x is NaN.
  final Val max(Val x, float bound) {
    return body.select(lt(x, f(bound)), f(bound), x);
  }
}
