package dev.cien.tensor.loop;

import dev.cien.tensor.DType;

/// The elementary functions of FLOAT32 as sequences of exact operations (add, multiply, fma, bit
/// shifts), so that every tier and every vector width gives the same bits.
///
/// Argument reduction after Cody & Waite (1980), "Software Manual for the Elementary Functions";
/// the polynomials of exp, log and tanh have the coefficients of Moshier's Cephes library (1989),
/// those of erf, sin and cos were fitted to the intervals that they are used on. Worst errors are a
/// few units in the last place: the tests state and check them.
public final class Elementary extends Arithmetic {
  private static final float[] EXP = Exponential.polynomial();
  private static final float[] LOG = {
    7.0376836292e-2f,
    -1.1514610310e-1f,
    1.1676998740e-1f,
    -1.2420140846e-1f,
    1.4249322787e-1f,
    -1.6668057665e-1f,
    2.0000714765e-1f,
    -2.4999993993e-1f,
    3.3333331174e-1f
  };
  private static final float[] TANH = {
    -5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f
  };
  private static final float[] ERF_SMALL = {
    8.5294014e-05f,
    -0.0008179632f,
    0.005204227f,
    -0.026860666f,
    0.11283718f,
    -0.37612635f,
    1.1283792f
  };
  private static final float[] ERF_LARGE = {
    2.55201e-08f,
    -2.1581716e-06f,
    5.0587914e-05f,
    -0.0006186288f,
    0.004822978f,
    -0.02653379f,
    0.11019758f,
    0.63176394f,
    1.1302415f,
    -0.00031657855f
  };

  /// π/2 in three parts.
  private static final float[] QUARTER = {1.5707964f, -4.371139e-08f, -1.7151245e-15f};

  private static final float TWO_BY_PI = 0.63661975f;

  /// Numbers that are almost whole turns, with what they are more than that: 24 bits that happen to
  /// be followed by some twenty zeros or ones in the binary digits of a multiple of 2π.
  private static final float[][] TURNS = {
    {0x1.b08c4ap113f, -4.0899483e-08f},
    {0x1.f37c8ap97f, 6.459079e-09f},
    {0x1.13093p80f, 1.1731781e-07f},
    {0x1.0f79ap64f, 1.7000418e-06f},
    {0x1.f0eaeep48f, -3.182782e-07f},
    {0x1.1ffa28p33f, -2.9157786e-07f},
    {0x1.9a48dep18f, 1.2977064e-07f}
  };

  private static final float[] SIN = {-0.00019509038f, 0.008332118f, -0.16666654f};
  private static final float[] COS = {2.4429168e-05f, -0.0013887289f, 0.041666646f};

  /// Writes into `body`.
  public Elementary(Body body) {
    super(body);
  }

  /// eˣ: 2ⁿ · e^r with n = round(x / ln 2).
  public Val exp(Val x) {
    return bounded(max(min(x, 89f), -104f));
  }

  /// eˣ for x from −104 to 89, or NaN.
  private Val bounded(Val x) {
    Val rounded = rounded(x);
    return scale(fraction(x, rounded), exponent(rounded));
  }

  /// eˣ for x from −87 to 88, or NaN: 2ⁿ is then one number.
  private Val normal(Val x) {
    Val rounded = rounded(x);
    Val biased = body.op(Code.ADD, exponent(rounded), body.i32(127));
    return mul(fraction(x, rounded), power(biased));
  }

  /// n + 1.5·2²³, whose last bits are those of n = round(x / ln 2).
  private Val rounded(Val x) {
    return body.fma(x, f(Exponential.LOG2_E), f(ROUNDER));
  }

  private Val exponent(Val rounded) {
    return body.op(Code.SUB, body.bits(rounded), body.i32(ROUNDER_BITS));
  }

  /// e^r with r = x − n·ln 2.
  private Val fraction(Val x, Val rounded) {
    Val n = sub(rounded, f(ROUNDER));
    Val r = body.fma(n, f(Exponential.LN_2_LOW), body.fma(n, f(Exponential.LN_2_HIGH), x));
    return body.fma(polynomial(r, EXP), mul(r, r), add(r, f(1f)));
  }

  /// xʸ with the special cases of `StrictMath.pow`. Worst error 0.8 units in the last place.
  public Val pow(Val x, Val y) {
    return new Power(body, this).of(x, y);
  }

  /// e·2ⁿ with n from −252 to 254: a product with two powers, so that results below 2⁻¹²⁶ and near
  /// 2¹²⁸ come out right.
  Val scale(Val e, Val n) {
    Val biased = body.op(Code.ADD, n, body.i32(254));
    Val half = body.shift(Code.SHR, biased, 1);
    Val rest = body.op(Code.SUB, biased, half);
    return mul(mul(e, power(half)), power(rest));
  }

  private Val power(Val biasedExponent) {
    return body.unbits(body.shift(Code.SHL, biasedExponent, 23));
  }

  /// eˣ − 1: near 0 as y(y + 2) with y = e^(x/2) − 1 by its own polynomial.
  public Val expm1(Val x) {
    Val half = mul(x, f(0.5f));
    Val y = body.fma(polynomial(half, EXP), mul(half, half), half);
    Val near = body.fma(y, y, add(y, y));
    return keepZero(x, body.select(lt(abs(x), f(0.6931f)), near, sub(exp(x), f(1f))));
  }

  /// f(x) where x is not a zero, and x itself where it is, so that −0 stays −0.
  private Val keepZero(Val x, Val result) {
    return body.select(body.op(Code.EQ, x, f(0f)), x, result);
  }

  /// log x: e·ln 2 + log m with m in [√½, √2).
  public Val log(Val x) {
    Val tiny = lt(x, f(0x1p-126f));
    Val scaled = body.select(tiny, mul(x, f(0x1p23f)), x);
    Val shifted = body.op(Code.ADD, body.bits(scaled), body.i32(0x3F800000 - 0x3F3504F3));
    Val exponent =
        body.op(
            Code.SUB,
            body.shift(Code.SHR, shifted, 23),
            body.select(tiny, body.i32(150), body.i32(127)));
    Val mantissa =
        body.op(Code.ADD, body.op(Code.MASK, shifted, body.i32(0x007FFFFF)), body.i32(0x3F3504F3));
    Val m = sub(body.unbits(mantissa), f(1f));
    Val e = body.cast(exponent, DType.FLOAT32);
    Val z = mul(m, m);
    Val y = mul(mul(polynomial(m, LOG), m), z);
    y = body.fma(e, f(-2.12194440e-4f), y);
    y = body.fma(z, f(-0.5f), y);
    Val result = body.fma(e, f(0.693359375f), add(m, y));
    result = body.select(body.op(Code.EQ, x, f(Float.POSITIVE_INFINITY)), x, result);
    result = body.select(body.op(Code.EQ, x, f(0f)), f(Float.NEGATIVE_INFINITY), result);
    return body.select(body.op(Code.LE, f(0f), x), result, f(Float.NaN));
  }

  /// log(1 + x): log u · x / (u − 1) with u = 1 + x, which makes up for the rounding of u.
  public Val log1p(Val x) {
    Val u = add(x, f(1f));
    Val corrected = mul(log(u), body.op(Code.DIV, x, sub(u, f(1f))));
    Val unchanged = body.select(body.op(Code.EQ, u, f(1f)), x, corrected);
    return body.select(body.op(Code.EQ, x, f(Float.POSITIVE_INFINITY)), x, unchanged);
  }

  /// tanh x, by its size: a polynomial near 0, 1 − 2 / (e^(2|x|) + 1) elsewhere, which is 1 from 10
  /// on.
  public Val tanh(Val x) {
    Val size = abs(x);
    Val z = mul(x, x);
    Val near = body.fma(mul(polynomial(z, TANH), z), size, size);
    Val limited = min(size, 10f);
    Val far = sub(f(1f), body.op(Code.DIV, f(2f), add(normal(add(limited, limited)), f(1f))));
    return withSign(body.select(lt(size, f(0.625f)), near, far), x);
  }

  /// 1 / (1 + e⁻ˣ), for negative x as e^x / (1 + e^x), which keeps small results.
  public Val sigmoid(Val x) {
    Val e = bounded(max(minus(abs(x)), -104f));
    Val numerator = body.select(lt(x, f(0f)), e, f(1f));
    return body.op(Code.DIV, numerator, add(e, f(1f)));
  }

  /// The error function: x·P(x²) near 0, 1 − e^(−Q(|x|)) with x's sign elsewhere.
  public Val erf(Val x) {
    Val size = abs(x);
    Val near = mul(polynomial(mul(x, x), ERF_SMALL), x);
    Val bounded = min(size, 4f);
    Val far = sub(f(1f), exp(body.op(Code.NEG, polynomial(bounded, ERF_LARGE))));
    return body.select(lt(size, f(0.9f)), near, withSign(far, x));
  }

  /// sin x, NaN for infinite x. Worst error 0.9 units in the last place up to |x| = 2¹⁷; beyond,
  /// less than 2⁻²⁴.
  public Val sin(Val x) {
    return keepZero(x, circular(x, 0));
  }

  /// cos x, NaN for infinite x; as accurate as [#sin].
  public Val cos(Val x) {
    return circular(x, 1);
  }

  /// The sine of x plus `quarters` quarters of a turn: after taking off n·π/2, a polynomial of what
  /// is left, that of the sine or of the cosine and with the sign that n says.
  private Val circular(Val x, int quarters) {
    // Far angles first lose multiples of numbers that are whole turns but for a little, which is
    // gathered in `little`; each step is exact, and does nothing to angles below half that number.
    Val angle = x;
    Val little = f(0f);
    for (float[] turn : TURNS) {
      Val many = sub(body.fma(angle, f(1 / turn[0]), f(ROUNDER)), f(ROUNDER));
      angle = body.fma(many, f(-turn[0]), angle);
      little = body.fma(many, f(turn[1]), little);
    }
    Val rounded = add(body.fma(angle, f(TWO_BY_PI), mul(little, f(TWO_BY_PI))), f(ROUNDER));
    Val n = sub(rounded, f(ROUNDER));
    // Exact: what is left has no more digits than the angle and the first part have.
    Val left = body.fma(n, f(-QUARTER[0]), angle);
    Val product = mul(n, f(-QUARTER[1]));
    Val second = add(product, little);
    Val r = add(left, second);
    // Knuth's exact error of that sum, that of the product, and the third part.
    Val part = sub(r, left);
    Val error = add(sub(left, sub(r, part)), sub(second, part));
    Val more = add(error, body.fma(n, f(-QUARTER[1]), minus(product)));
    Val low = body.fma(n, f(-QUARTER[2]), more);
    Val quarter = body.op(Code.ADD, body.bits(rounded), body.i32(quarters - ROUNDER_BITS));
    Val odd = body.op(Code.EQ, body.op(Code.MASK, quarter, body.i32(1)), body.i32(1));
    Val value = body.select(odd, cosine(r, low), sine(r, low));
    Val negative = body.shift(Code.SHL, body.op(Code.MASK, quarter, body.i32(2)), 30);
    return body.unbits(body.op(Code.ADD, body.bits(value), negative));
  }

  /// sin(r + low) = r + (r³·P(r²) + low) for |r| up to π/4.
  private Val sine(Val r, Val low) {
    Val z = mul(r, r);
    return add(r, body.fma(mul(z, r), polynomial(z, SIN), low));
  }

  /// cos(r + low) = 1 − r²/2 + (r⁴·P(r²) − r·low), with the rounding of the first difference made
  /// up for.
  private Val cosine(Val r, Val low) {
    Val z = mul(r, r);
    Val half = mul(z, f(0.5f));
    Val most = sub(f(1f), half);
    Val lost = sub(sub(f(1f), most), half);
    Val rest = body.fma(mul(z, z), polynomial(z, COS), body.fma(r, minus(low), lost));
    return add(most, rest);
  }

  /// To the nearest whole number, halves to even: adding and subtracting 2²³ leaves no room for a
  /// fraction.
  public Val round(Val x) {
    Val size = abs(x);
    Val whole = sub(add(size, f(0x1p23f)), f(0x1p23f));
    return body.select(lt(size, f(0x1p23f)), withSign(whole, x), x);
  }

  /// The largest whole number not above x.
  public Val floor(Val x) {
    Val near = round(x);
    return body.select(lt(x, near), sub(near, f(1f)), near);
  }

  /// The smallest whole number not below x.
  public Val ceil(Val x) {
    Val near = round(x);
    return withSign(body.op(Code.ABS, body.select(lt(near, x), add(near, f(1f)), near)), x);
  }

  /// A value of no negative sign, with the sign of `sign`.
  private Val withSign(Val positive, Val sign) {
    Val signBit = body.op(Code.MASK, body.bits(sign), body.i32(0x80000000));
    return body.unbits(body.op(Code.ADD, body.bits(positive), signBit));
  }

  /// Horner's scheme, highest power first.
  Val polynomial(Val x, float[] coefficients) {
    Val sum = f(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = body.fma(sum, x, f(coefficients[i]));
    }
    return sum;
  }
}
