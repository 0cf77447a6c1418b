"""Writes what PyTorch's update rules make of a few parameters, in float64: python movers.py (from this folder)."""
import json
import pathlib

import torch

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/cien/course/playground/movers.json"
RULES = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.1),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1),
}

generator = torch.Generator().manual_seed(11)
start = torch.randn(4, generator=generator, dtype=torch.float64)
slopes = torch.randn(12, 4, generator=generator, dtype=torch.float64) * torch.tensor([1, 0.1, 10, 1e-4])
slopes[3] = 0
rules = {}
for name, make in RULES.items():
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make([parameter])
    trace = []
    for slope in slopes:
        parameter.grad = slope.clone()
        optimizer.step()
        trace.append(parameter.tolist())
    rules[name] = trace

# Batch norm: what leaves it in training and in use, and its running values after two batches.
norm = torch.nn.BatchNorm1d(3, dtype=torch.float64)
with torch.no_grad():
    norm.weight.copy_(torch.tensor([0.5, 1.5, -1]))
    norm.bias.copy_(torch.tensor([0.1, -0.2, 0.3]))
batches = torch.randn(2, 5, 3, generator=generator, dtype=torch.float64) * 2 + 1
given = [norm(batch).tolist() for batch in batches]
norm.eval()
OUT.write_text(json.dumps({
    "torch": torch.__version__, "start": start.tolist(), "slopes": slopes.tolist(), "rules": rules,
    "norm": {"scale": norm.weight.tolist(), "shift": norm.bias.tolist(), "batches": batches.tolist(), "given": given,
             "mean": norm.running_mean.tolist(), "variance": norm.running_var.tolist(),
             "used": norm(batches[0]).tolist()}}) + "\n")
