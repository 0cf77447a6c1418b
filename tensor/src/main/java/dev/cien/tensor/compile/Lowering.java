package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.loop.Body;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Elementary;
import dev.cien.tensor.loop.Val;

/// Writes element-wise operations as instructions of a loop body.
final class Lowering {
  private final Body body;
  private final Elementary elementary;

  Lowering(Body body) {
    this.body = body;
    this.elementary = new Elementary(body);
  }

  Val elementwise(Op op, Val... in) {
    return switch (op) {
      case Op.Unary unary -> unary(unary, in[0]);
      case Op.Binary binary -> binary(binary, in[0], in[1]);
      case Op.Where _ -> body.select(in[0], in[1], in[2]);
      default -> throw new IllegalStateException("not element-wise: " + op);
    };
  }

  static Code reduction(Op.Reduce op) {
    return switch (op) {
      case Op.Sum _ -> Code.SUM;
      case Op.Prod _ -> Code.PROD;
      case Op.MaxOf _ -> Code.MAXOF;
    };
  }

  private Val unary(Op.Unary op, Val x) {
    boolean single = x.type() == DType.FLOAT32;
    return switch (op) {
      case Op.Neg _ -> body.op(Code.NEG, x);
      case Op.Abs _ -> body.op(Code.ABS, x);
      case Op.Sqrt _ -> body.op(Code.SQRT, x);
      case Op.Not _ -> body.op(Code.NOT, x);
      case Op.Cast c -> cast(x, c.to());
      case Op.Sign _ -> sign(x);
      case Op.Exp _ -> single ? elementary.exp(x) : body.call(Val.Function.EXP, x, null);
      case Op.Expm1 _ -> single ? elementary.expm1(x) : body.call(Val.Function.EXPM1, x, null);
      case Op.Log _ -> single ? elementary.log(x) : body.call(Val.Function.LOG, x, null);
      case Op.Log1p _ -> single ? elementary.log1p(x) : body.call(Val.Function.LOG1P, x, null);
      case Op.Sin _ -> single ? elementary.sin(x) : body.call(Val.Function.SIN, x, null);
      case Op.Cos _ -> single ? elementary.cos(x) : body.call(Val.Function.COS, x, null);
      case Op.Tanh _ -> single ? elementary.tanh(x) : body.call(Val.Function.TANH, x, null);
      case Op.Sigmoid _ ->
          single ? elementary.sigmoid(x) : body.call(Val.Function.SIGMOID, x, null);
      case Op.Erf _ -> single ? elementary.erf(x) : body.call(Val.Function.ERF, x, null);
      case Op.Floor _ -> single ? elementary.floor(x) : body.call(Val.Function.FLOOR, x, null);
      case Op.Ceil _ -> single ? elementary.ceil(x) : body.call(Val.Function.CEIL, x, null);
      case Op.Round _ -> single ? elementary.round(x) : body.call(Val.Function.RINT, x, null);
    };
  }

  /// To and from BFLOAT16 by way of FLOAT32, which holds all of its numbers.
  private Val cast(Val x, DType to) {
    boolean viaSingle =
        x.type() == DType.BFLOAT16 && to != DType.FLOAT32
            || to == DType.BFLOAT16 && x.type() != DType.FLOAT32;
    return body.cast(viaSingle ? body.cast(x, DType.FLOAT32) : x, to);
  }

  private Val sign(Val x) {
    Val zero = body.constant(x.type(), 0);
    Val negative = body.select(body.op(Code.LT, x, zero), body.constant(x.type(), -1), x);
    return body.select(body.op(Code.LT, zero, x), body.constant(x.type(), 1), negative);
  }

  private Val binary(Op.Binary op, Val a, Val b) {
    return switch (op) {
      case Op.Add _ -> body.op(Code.ADD, a, b);
      case Op.Sub _ -> body.op(Code.SUB, a, b);
      case Op.Mul _ -> body.op(Code.MUL, a, b);
      case Op.Div _ -> body.op(Code.DIV, a, b);
      case Op.Rem _ -> body.op(Code.REM, a, b);
      case Op.Max _ -> body.op(Code.MAX, a, b);
      case Op.Min _ -> body.op(Code.MIN, a, b);
      case Op.Less _ -> body.op(Code.LT, a, b);
      case Op.LessEqual _ -> body.op(Code.LE, a, b);
      case Op.Equal _ -> body.op(Code.EQ, a, b);
      case Op.And _ -> body.op(Code.AND, a, b);
      case Op.Or _ -> body.op(Code.OR, a, b);
      case Op.Pow _ -> power(a, b);
    };
  }

  private Val power(Val a, Val b) {
    if (a.type() == DType.FLOAT32) {
      return elementary.pow(a, b);
    }
    Val wide =
        body.call(Val.Function.POW, body.cast(a, DType.FLOAT64), body.cast(b, DType.FLOAT64));
    return body.cast(wide, a.type());
  }
}
