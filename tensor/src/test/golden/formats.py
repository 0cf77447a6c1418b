"""Writes formats.tsv: the number format, shape and values that PyTorch gives for each method on each number format,
of matrices, scalars and tensors without elements, or "error".

Each line is METHOD, input and result, such as `sumLast  bool[2, 3]  int64[2] 2.0 3.0`, between tabs. Values are written where they are few and exact: those of
rounded fractions are left to methods.py.

Run with PyTorch 2.13: python formats.py > ../resources/dev/cien/tensor/formats.tsv
"""

import math
import warnings

import torch
import torch.nn.functional as F

warnings.simplefilter("ignore")
FORMATS = {"bool": torch.bool, "int32": torch.int32, "int64": torch.int64, "bfloat16": torch.bfloat16,
           "float32": torch.float32, "float64": torch.float64}
SHAPES = [(2, 3), (), (0,), (2, 0), (0, 3), (1, 1), (2, 1, 0)]
VALUES = [-2, 3, 0, 1, 2, 3]


def example(dtype, shape):
    n = math.prod(shape)
    values = [2] if shape == () else VALUES[:n]
    return torch.tensor(values).reshape(shape).to(dtype)


def other(x):
    return torch.full(x.shape, 2).to(x.dtype)


METHODS = {
    "neg": torch.neg, "abs": torch.abs, "sign": torch.sign, "square": torch.square, "reciprocal": torch.reciprocal,
    "exp": torch.exp, "sqrt": torch.sqrt, "floor": torch.floor, "round": torch.round,
    "add": lambda x: x + other(x), "sub": lambda x: x - other(x), "mul": lambda x: x * other(x),
    "div": lambda x: x / other(x), "floorDiv": lambda x: torch.floor_divide(x, other(x)),
    "rem": lambda x: torch.fmod(x, other(x)), "pow": lambda x: torch.pow(x, other(x)), "powTwo": lambda x: x**2,
    "powHalf": lambda x: x**0.5, "addOne": lambda x: x + 1, "addHalf": lambda x: x + 0.5, "mulTwo": lambda x: x * 2,
    "divTwo": lambda x: x / 2, "maximum": lambda x: torch.maximum(x, other(x)),
    "minimum": lambda x: torch.minimum(x, other(x)), "clamp": lambda x: x.clamp(0, 2),
    "lt": lambda x: x < other(x), "ge": lambda x: x >= other(x), "eq": lambda x: x == other(x),
    "ne": lambda x: x != other(x), "ltHalf": lambda x: x < 0.5, "isNaN": torch.isnan, "isFinite": torch.isfinite,
    "and": lambda x: torch.logical_and(x, other(x)), "or": lambda x: torch.logical_or(x, other(x)),
    "xor": lambda x: torch.logical_xor(x, other(x)), "not": torch.logical_not,
    "where": lambda x: torch.where(x > 0, x, other(x)), "relu": F.relu, "sigmoid": torch.sigmoid,
    "softmax": lambda x: x.softmax(-1), "logSoftmax": lambda x: x.log_softmax(-1),
    "sum": torch.sum, "sumLast": lambda x: x.sum(-1), "sumKept": lambda x: x.sum(-1, keepdim=True),
    "sumFirst": lambda x: x.sum(0), "prodFirst": lambda x: x.prod(0), "meanFirst": lambda x: x.mean(0),
    "anyFirst": lambda x: x.any(0), "allFirst": lambda x: x.all(0), "cumSumFirst": lambda x: x.cumsum(0),
    "prod": torch.prod, "prodLast": lambda x: x.prod(-1), "mean": torch.mean, "meanLast": lambda x: x.mean(-1),
    "max": torch.amax, "maxLast": lambda x: x.amax(-1), "min": torch.amin, "minLast": lambda x: x.amin(-1),
    "any": torch.any, "anyLast": lambda x: x.any(-1), "all": torch.all, "allLast": lambda x: x.all(-1),
    "var": torch.var, "std": torch.std, "logSumExp": lambda x: x.logsumexp(-1), "norm": torch.norm,
    "argMax": lambda x: x.argmax(-1), "argMin": lambda x: x.argmin(-1), "cumSum": lambda x: x.cumsum(-1),
    "flat": lambda x: x.reshape(-1), "unsqueeze": lambda x: x.unsqueeze(-1), "squeeze": torch.squeeze,
    "flip": lambda x: x.flip(-1), "slice": lambda x: x[..., 1:], "select": lambda x: x.select(-1, 0),
    "pad": lambda x: F.pad(x, (1, 1), value=1), "tile": lambda x: x.tile(2, 2), "roll": lambda x: x.roll(1, -1),
    "chunk": lambda x: x.chunk(2, -1)[0], "t": lambda x: x.mT, "tril": lambda x: x.tril(), "triu": lambda x: x.triu(),
    "concat": lambda x: torch.cat((x, x), -1), "stack": lambda x: torch.stack((x, x), -1),
    "expand": lambda x: x.expand(2, *x.shape), "unfold": lambda x: x.unfold(-1, 1, 1),
    "sort": lambda x: x.sort(dim=-1, stable=True).values, "sortIndices": lambda x: x.sort(dim=-1, stable=True).indices,
    "sortFirst": lambda x: x.sort(dim=0).values, "argMaxFirst": lambda x: x.argmax(0),
    "topK": lambda x: x.topk(1, -1).values, "take": lambda x: x.index_select(-1, torch.tensor([0, 0])),
    "takeNone": lambda x: x.index_select(-1, torch.tensor([], dtype=torch.int64)),
    "scatterAdd": lambda x: x.scatter_add(-1, torch.zeros(x.shape, dtype=torch.int64), x),
    "matmul": lambda x: x @ x.mT, "matmulColumn": lambda x: x @ torch.ones(3).to(x.dtype),
    "einsum": lambda x: torch.einsum("ij,ij->i", x, x), "oneHot": lambda x: F.one_hot(x.clamp(0, 2), 4),
    "float32": lambda x: x.float(), "int32": lambda x: x.int(), "bool": lambda x: x.bool(),
    "bfloat16": lambda x: x.bfloat16(),
}
FRACTIONS = {"exp", "sqrt", "sigmoid", "softmax", "logSoftmax", "logSumExp", "std", "var", "norm", "reciprocal", "powHalf"}


def text(name, y):
    head = f"{str(y.dtype)[6:]}{list(y.shape)}"
    if name in FRACTIONS or y.numel() > 12:
        return head
    return " ".join([head] + [str(float(v)) for v in y.reshape(-1).tolist()])


for name, method in METHODS.items():
    for format, dtype in FORMATS.items():
        for shape in SHAPES:
            try:
                result = text(name, method(example(dtype, shape)))
            except (RuntimeError, IndexError, ValueError, NotImplementedError):
                result = "error"
            print(name, f"{format}{list(shape)}", result, sep="\t")
