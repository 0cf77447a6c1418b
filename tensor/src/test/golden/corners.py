"""Writes corners.json: values, first and second derivatives by PyTorch where functions have corners, poles or zeros.

For each case NAME, in float64: the input NAME/x, the result NAME/y, the gradient NAME/d of sum(y * w) with
w[i] = 2 + cos(i), and the gradient NAME/dd of sum(d * v) with v[i] = 2 + sin(i).

Three cases are written by their definition: prodTwoZeros and prodManyZeros as products of the elements one by one,
because PyTorch takes the gradient of a product with two zeros for the constant 0; elu because PyTorch takes its second
derivative at 0 for 0, although its first is that of the left side. Where PyTorch's second derivative is NaN, or differs
from side to side, there is no NAME/dd.

Run with PyTorch 2.13: python corners.py > ../resources/dev/cien/tensor/corners.json
"""

import functools
import json
import operator

import torch
import torch.nn.functional as F

golden = {}


def put(name, tensor):
    golden[name] = {"shape": list(tensor.shape), "values": tensor.detach().reshape(-1).tolist()}


def case(name, function, values, second=True):
    x = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    y = function(x)
    w = 2 + torch.cos(torch.arange(y.numel(), dtype=torch.float64)).reshape(y.shape)
    v = 2 + torch.sin(torch.arange(x.numel(), dtype=torch.float64)).reshape(x.shape)
    (d,) = torch.autograd.grad((y * w).sum(), x, create_graph=True)
    zero = torch.zeros(x.shape, dtype=torch.float64)
    dd = torch.autograd.grad((d * v).sum(), x, allow_unused=True)[0] if d.requires_grad else None
    put(f"{name}/x", x)
    put(f"{name}/y", y)
    put(f"{name}/d", d)
    if second:
        put(f"{name}/dd", zero + dd if dd is not None else zero)


def product(x):
    return functools.reduce(operator.mul, list(x))


inf = float("inf")
around = [0.0, -1.0, 2.0, -0.0, -1e-300]
for f in ["relu", "silu", "softplus", "logsigmoid", "gelu"]:
    case(f, getattr(F, f), around)
case("abs", torch.abs, around)
case("geluTanh", lambda x: F.gelu(x, approximate="tanh"), around)
case("leakyRelu", lambda x: F.leaky_relu(x, 0.1), around)
case("elu", lambda x: torch.where(x > 0, x, 1.3 * torch.where(x > 0, 0, x).expm1()), around)
case("maximum", lambda x: torch.maximum(x, torch.zeros_like(x)), around)
case("minimum", lambda x: torch.minimum(x, torch.zeros_like(x)), around)
case("clamp", lambda x: x.clamp(-1, 0), around)
case("sqrt", torch.sqrt, [0.0, 1.0, 4.0])
case("rsqrt", torch.rsqrt, [1.0, 4.0])
case("sigmoidFar", torch.sigmoid, [800.0, -800.0, inf, -inf])
case("tanhFar", torch.tanh, [800.0, -800.0, inf, -inf])
case("softplusFar", F.softplus, [800.0, -800.0])
case("logsigmoidFar", F.logsigmoid, [800.0, -800.0])
for exponent in [0, 1, 2, 3, 4, 5, -1, -2]:
    nonzero = [3.0, -1.0, 2.0] if exponent < 0 else around[:4]
    case(f"pow{exponent}", lambda x, e=exponent: x**e, nonzero)
case("powHalf", lambda x: x**0.5, [0.0, 1.0, 4.0])
case("powThreeHalves", lambda x: x**1.5, [1.0, 4.0])
case("powExponents", lambda x: torch.pow(x, torch.tensor([0.0, 1.0, 2.0, 3.0], dtype=torch.float64)), [0.0, 0.0, 0.0, 0.0], second=False)

case("prodNoZero", lambda x: x.prod(0), [0.5, 3.0, -2.0, 1.5, 0.25])
case("prodOneZero", lambda x: x.prod(0), [0.5, 0.0, -2.0])
case("prodTwoZeros", product, [0.5, 0.0, 0.0, 3.0, 2.0])
case("prodManyZeros", product, [0.0, 0.0, 3.0, 0.0, 2.0, 1.0, 5.0])
case("prodRows", lambda x: x.prod(1), [[1.0, 2.0, 0.0], [3.0, 4.0, 5.0], [0.0, 2.0, 3.0]])
case("prodColumns", lambda x: x.prod(0, keepdim=True), [[1.0, 2.0, 0.0], [3.0, 4.0, 5.0], [0.0, 2.0, 3.0], [1.0, 1.0, 2.0]])
case("prodOne", lambda x: x.prod(0), [0.0])
case("max", lambda x: x.amax(0), [1.0, 2.0, 2.0])
case("min", lambda x: x.amin(0), [1.0, 1.0, 2.0])
case("norm", lambda x: x.norm(dim=1), [[0.0, 0.0, 2.0], [0.0, 3.0, 4.0]])
case("normZero", lambda x: x.norm(dim=1), [[0.0, 0.0, 0.0], [0.0, 3.0, 4.0]], second=False)
case("std", lambda x: x.std(1), [[1.0, 1.0, 1.0], [1.0, 2.0, 4.0]])
case("stdRow", lambda x: x.std(0, correction=0, keepdim=True), [2.0, 2.0])
case("var", lambda x: x.var(0), [1.0, 1.0, 1.0])
case("logSumExpFar", lambda x: x.logsumexp(0), [-inf, 1.0, 1000.0, -1000.0])

print("{\n" + ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in golden.items()) + "\n}")
