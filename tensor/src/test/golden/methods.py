"""Writes methods.json: what PyTorch gives for tensor methods, in float64.

For each case NAME: inputs NAME/0, NAME/1, ..., the result NAME/y and, for floating-point inputs through which a gradient
flows, NAME/d0, ...: the gradients of sum(y * y) / 2.

Run with PyTorch 2.13: python methods.py > ../resources/dev/cien/tensor/methods.json
"""

import json

import torch
import torch.nn.functional as F

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
golden = {}


def rand(*shape):
    return (torch.rand(shape) * 4 - 2).mul(1000).round().div(1000)


def positive(*shape):
    return (torch.rand(shape) * 3 + 0.2).mul(1000).round().div(1000)


def put(name, tensor):
    golden[name] = {"shape": list(tensor.shape), "values": tensor.detach().reshape(-1).tolist()}


def case(name, function, *inputs):
    inputs = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    y = function(*inputs)
    for i, x in enumerate(inputs):
        put(f"{name}/{i}", x)
    put(f"{name}/y", y)
    floats = [x for x in inputs if x.is_floating_point()]
    if y.is_floating_point() and y.requires_grad:
        gradients = iter(torch.autograd.grad((y * y).sum() / 2, floats, allow_unused=True, materialize_grads=True))
        for i, x in enumerate(inputs):
            if x.is_floating_point():
                put(f"{name}/d{i}", next(gradients))


for f in ["neg", "abs", "exp", "expm1", "sin", "cos", "tan", "tanh", "sigmoid", "erf", "square", "sign", "floor", "ceil", "round"]:
    case(f, getattr(torch, f), rand(3, 5))
for f in ["log", "log1p", "log2", "sqrt", "rsqrt", "reciprocal"]:
    case(f, getattr(torch, f), positive(3, 5))
case("add", torch.add, rand(2, 1, 3), rand(4, 1))
case("sub", torch.sub, rand(2, 3), rand(3))
case("mul", torch.mul, rand(2, 3), rand(2, 1))
case("div", torch.div, rand(2, 3), positive())
case("rem", torch.fmod, rand(2, 3), positive(3))
case("pow", torch.pow, positive(2, 3), rand(3))
case("powWhole", lambda x: x**3, rand(4))
case("powFraction", lambda x: x**1.7, positive(4))
case("maximum", torch.maximum, rand(2, 3), rand(3))
case("minimum", torch.minimum, rand(2, 3), rand(3))
case("clamp", lambda x: x.clamp(-0.5, 0.8), rand(10))
case("where", lambda a, b: torch.where(a > b, a, b * 2), rand(2, 3), rand(3))

for f in ["relu", "silu", "softplus", "logsigmoid", "gelu"]:
    case(f, getattr(F, f), rand(3, 5))
case("geluTanh", lambda x: F.gelu(x, approximate="tanh"), rand(3, 5))
case("leakyRelu", lambda x: F.leaky_relu(x, 0.1), rand(3, 5))
case("elu", lambda x: F.elu(x, 1.3), rand(3, 5))
case("softmax", lambda x: torch.softmax(x, 1), rand(3, 5))
case("softmax0", lambda x: torch.softmax(x, 0), rand(3, 5))
case("logSoftmax", lambda x: torch.log_softmax(x, -1), rand(3, 5))
case("softplusLarge", F.softplus, torch.tensor([-800.0, -30.0, 0.0, 15.0]))
case("softmaxLarge", lambda x: torch.softmax(x, 0), torch.tensor([1000.0, 1001.0, -1000.0]))

case("sum", lambda x: x.sum(), rand(2, 3, 4))
case("sumAxes", lambda x: x.sum((0, 2)), rand(2, 3, 4))
case("mean", lambda x: x.mean(1, keepdim=True), rand(2, 3, 4))
case("prod", lambda x: x.prod(1), rand(3, 4))
case("prodZero", lambda x: x.prod(0), torch.tensor([0.5, 0.0, -2.0]))
case("max", lambda x: x.amax((0, 1)), rand(2, 3, 4))
case("min", lambda x: x.amin(2), rand(2, 3, 4))
case("maxTies", lambda x: x.amax(0), torch.tensor([1.0, 2.0, 2.0]))
case("var", lambda x: x.var(1), rand(3, 5))
case("varPopulation", lambda x: x.var((0, 1), correction=0, keepdim=True), rand(3, 5))
case("std", lambda x: x.std(), rand(3, 5))
case("logSumExp", lambda x: x.logsumexp(1), rand(3, 5))
case("norm", lambda x: x.norm(dim=1), rand(3, 5))
case("argMax", lambda x: x.argmax(1), rand(3, 5))
case("argMin", lambda x: x.argmin(0), rand(3, 5))
case("cumSum", lambda x: x.cumsum(1), rand(3, 5))

case("reshape", lambda x: x.reshape(6, -1), rand(3, 4))
case("transpose", lambda x: x.transpose(0, 2), rand(2, 3, 4))
case("permute", lambda x: x.permute(2, 0, 1), rand(2, 3, 4))
case("expand", lambda x: x.expand(4, 3, 2), rand(3, 1))
case("flip", lambda x: x.flip((0, 2)), rand(2, 3, 4))
case("slice", lambda x: x[:, 1:-1:2], rand(2, 7))
case("select", lambda x: x[:, -1], rand(2, 3, 4))
case("pad", lambda x: F.pad(x, (1, 2), value=9.0), rand(2, 3))
case("tile", lambda x: x.tile(2, 3), rand(2, 2))
case("roll", lambda x: x.roll(2, 1), rand(2, 5))
case("concat", lambda a, b: torch.cat((a, b), 1), rand(2, 3), rand(2, 2))
case("stack", lambda a, b: torch.stack((a, b), 1), rand(2, 3), rand(2, 3))
case("unfold", lambda x: x.unfold(1, 3, 2), rand(2, 8))
case("tril", lambda x: x.tril(-1), rand(4, 5))
case("triu", lambda x: x.triu(1), rand(4, 5))

index = torch.tensor([[0, 2, 1], [3, 3, 0]])
case("gather", lambda x, i: x.gather(1, i), rand(2, 4), index)
case("scatterAdd", lambda x, i, s: x.scatter_add(1, i, s), rand(2, 4), index, rand(2, 3))
case("indexSelect", lambda x, i: F.embedding(i, x), rand(4, 3), index)
case("oneHot", lambda i: F.one_hot(i, 5), index)
case("sort", lambda x: x.sort(1).values, rand(3, 6))
case("sortIndices", lambda x: x.sort(dim=0, descending=True, stable=True).indices, rand(6, 3))
case("topK", lambda x: x.topk(2, 1).values, rand(3, 6))

case("matmul", torch.matmul, rand(3, 4), rand(4, 5))
case("matmulBatch", torch.matmul, rand(2, 1, 3, 4), rand(3, 4, 2))
case("matmulVector", torch.matmul, rand(2, 3, 4), rand(4))
case("dot", torch.matmul, rand(4), rand(4))
case("einsum", lambda a, b: torch.einsum("bij,bkj->bik", a, b), rand(2, 3, 4), rand(2, 5, 4))
case("einsumOuter", lambda a, b: torch.einsum("i,j->ij", a, b), rand(3), rand(4))
case("einsumTrace", lambda a: torch.einsum("ii->", a), rand(4, 4))
case("einsumDiagonal", lambda a: torch.einsum("bii->bi", a), rand(2, 3, 3))
case("einsumThree", lambda a, b, c: torch.einsum("ij,jk,kl->il", a, b, c), rand(2, 3), rand(3, 4), rand(4, 2))
case("conv1d", lambda x, w: F.conv1d(x, w, stride=2, padding=1), rand(2, 3, 9), rand(4, 3, 3))
case("conv2d", lambda x, w: F.conv2d(x, w, padding=1), rand(2, 3, 5, 6), rand(4, 3, 3, 3))
case("conv2dStrange", lambda x, w: F.conv2d(x, w, stride=(2, 1), padding=(0, 2), dilation=(1, 2), groups=2), rand(2, 4, 6, 5), rand(6, 2, 3, 2))
case("conv3d", lambda x, w: F.conv3d(x, w, stride=2, padding=1), rand(1, 2, 4, 5, 4), rand(3, 2, 3, 3, 3))
case("convTranspose", lambda x, w: F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=1), rand(2, 3, 4, 3), rand(3, 2, 3, 3))
case("convTransposeGroups", lambda x, w: F.conv_transpose2d(x, w, stride=2, groups=2), rand(1, 4, 3, 3), rand(4, 3, 2, 2))
case("maxPool", lambda x: F.max_pool2d(x, 2), rand(2, 3, 6, 5))
case("maxPoolPadded", lambda x: F.max_pool2d(x, 3, stride=2, padding=1), rand(2, 3, 7, 6))
case("avgPool", lambda x: F.avg_pool2d(x, 3, stride=2, padding=1), rand(2, 3, 7, 6))
case("avgPoolUncounted", lambda x: F.avg_pool2d(x, 3, stride=2, padding=1, count_include_pad=False), rand(2, 3, 7, 6))
case("adaptiveAvgPool", lambda x: F.adaptive_avg_pool2d(x, (3, 2)), rand(2, 3, 7, 5))
case("adaptiveMaxPool", lambda x: F.adaptive_max_pool2d(x, (3, 2)), rand(2, 3, 7, 5))
case("adaptiveMaxPoolGlobal", lambda x: F.adaptive_max_pool3d(x, 1), rand(2, 3, 4, 5))
case("adaptiveMaxPoolLarger", lambda x: F.adaptive_max_pool1d(x, 7), rand(2, 3, 5))
case("einsumEllipsis", lambda a, b: torch.einsum("...ij,...jk->...ik", a, b), rand(2, 1, 3, 4), rand(3, 4, 2))
case("einsumEllipsisInside", lambda a, b: torch.einsum("b...d,d->b...", a, b), rand(2, 3, 2, 4), rand(4))
case("einsumEllipsisImplicit", lambda a: torch.einsum("i...j", a), rand(2, 3, 2))
case("convTransposeBeyond", lambda x, w: F.conv_transpose2d(x, w, stride=(1, 2), padding=(1, 2), dilation=(3, 4), output_padding=(2, 3)),
     rand(2, 3, 4, 3), rand(3, 2, 3, 2))
inf, nan = float("inf"), float("nan")
case("floorDiv", lambda a, b: torch.floor_divide(a.detach(), b.detach()),
     torch.tensor([1, -1, 7, -7, 7, -7, 0, 1e30, inf, 1, 5.5, -5.5, 6, nan, 3, -3, 1]),
     torch.tensor([0.1, 0.1, 2, 2, -2, -2, 3, 1e-5, 2, 0, inf, inf, 0.2, 1, 0, 0, -inf]))

print("{\n" + ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in golden.items()) + "\n}")
