"""Writes the golden files of this module's tests with PyTorch: python golden.py (from this folder)."""
import json
import pathlib

import torch
from torch import nn
from torch.optim import lr_scheduler as ls
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/cien/optim"
STEPS = 12


def floats(t):
    return [float(f"{x:.9g}") for x in t.detach().reshape(-1).tolist()]


def save(name, content):
    content = {"torch": torch.__version__, **content}
    (OUT / name).write_text(json.dumps(content, indent=0).replace("\n", " ").replace("}, ", "},\n") + "\n")


def rules():
    generator = torch.Generator().manual_seed(7)
    start = torch.randn(6, generator=generator)
    gradients = torch.randn(STEPS, 6, generator=generator) * torch.tensor([1, 1, 0.1, 10, 1e-4, 1])
    gradients[3] = 0
    cases = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "sgd-decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
        "sgd-momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05),
        "sgd-dampening": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.3),
        "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05),
        "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
        "adagrad-decay": lambda p: torch.optim.Adagrad(
            p, lr=0.1, lr_decay=0.02, weight_decay=0.05, initial_accumulator_value=0.1),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
        "rmsprop-centered": lambda p: torch.optim.RMSprop(
            p, lr=0.01, alpha=0.9, centered=True, momentum=0.5, weight_decay=0.05, eps=1e-4),
        "rmsprop-momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, momentum=0.9),
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "adam-decay": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-5, weight_decay=0.05),
        "adam-amsgrad": lambda p: torch.optim.Adam(p, lr=0.01, amsgrad=True),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.01),
        "adamw-amsgrad": lambda p: torch.optim.AdamW(p, lr=0.01, amsgrad=True, weight_decay=0.1),
    }
    result = {"start": floats(start), "gradients": [floats(g) for g in gradients], "cases": {}}
    for name, make in cases.items():
        p = nn.Parameter(start.clone())
        optimizer = make([p])
        trace = []
        for g in gradients:
            p.grad = g.clone()
            optimizer.step()
            trace.append(floats(p))
        state = {k: floats(v) for k, v in optimizer.state[p].items() if torch.is_tensor(v)}
        result["cases"][name] = {"parameters": trace, "state": state}
    save("rules.json", result)


def schedules():
    cases = {
        "constant": lambda o: ls.ConstantLR(o, factor=1.0),
        "stepped": lambda o: ls.StepLR(o, step_size=5, gamma=0.5),
        "exponential": lambda o: ls.ExponentialLR(o, gamma=0.9),
        "linear": lambda o: ls.LinearLR(o, start_factor=1.0, end_factor=0.2, total_iters=15),
        "cosine": lambda o: ls.CosineAnnealingLR(o, T_max=29, eta_min=0.001),
        "warm-up": lambda o: ls.SequentialLR(
            o, [ls.LinearLR(o, start_factor=0.1, total_iters=8), ls.CosineAnnealingLR(o, T_max=21)], milestones=[8]),
        "one-cycle": lambda o: ls.OneCycleLR(o, max_lr=0.05, total_steps=30, cycle_momentum=False),
        "one-cycle-other": lambda o: ls.OneCycleLR(
            o, max_lr=0.05, total_steps=30, pct_start=0.45, div_factor=10, final_div_factor=100, cycle_momentum=False),
    }
    result = {}
    for name, make in cases.items():
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.05)
        scheduler = make(optimizer)
        rates = []
        for _ in range(30):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        result[name] = rates
    metrics = [1, 0.9, 0.95, 0.89995, 0.9, 0.9, 0.7, 0.71, 0.72, 0.7, 0.7, 0.7, 0.7, 0.69, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8]
    for mode in ("min", "max"):
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.05)
        scheduler = ls.ReduceLROnPlateau(optimizer, mode=mode, factor=0.3, patience=2, min_lr=0.002)
        rates = []
        for metric in metrics:
            optimizer.step()
            scheduler.step(metric)
            rates.append(optimizer.param_groups[0]["lr"])
        result["plateau-" + mode] = rates
    save("schedules.json", {"metrics": metrics, "rates": result})


def clipping_and_ema():
    generator = torch.Generator().manual_seed(3)
    a, b = torch.randn(4, generator=generator), torch.randn(2, 3, generator=generator)
    cases = []
    for limit in (0.5, 2.0, 100.0):
        p, q = nn.Parameter(torch.zeros(4)), nn.Parameter(torch.zeros(2, 3))
        p.grad, q.grad = a.clone(), b.clone()
        norm = nn.utils.clip_grad_norm_([p, q], limit)
        cases.append({"limit": limit, "norm": norm.item(), "a": floats(p.grad), "b": floats(q.grad)})
    p = nn.Parameter(torch.zeros(4))
    p.grad = a.clone()
    nn.utils.clip_grad_value_([p], 0.3)
    model = nn.Linear(3, 1, bias=False)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
    values = torch.randn(10, 3, generator=generator)
    trace = []
    for value in values:
        with torch.no_grad():
            model.weight.copy_(value)
        average.update_parameters(model)
        trace.append(floats(average.module.weight))
    save("clipping.json", {
        "a": floats(a), "b": floats(b), "norm": cases, "value": {"limit": 0.3, "a": floats(p.grad)},
        "ema": {"decay": 0.9, "values": [floats(v) for v in values], "averages": trace}})


def trace(name, model, inputs, targets, make):
    start = {k: {"shape": list(v.shape), "values": floats(v)} for k, v in model.named_parameters()}
    optimizer = make(model.parameters())
    steps = []
    for _ in range(10):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs), targets)
        loss.backward()
        steps.append({"loss": loss.item(), "gradients": {k: floats(v.grad) for k, v in model.named_parameters()}})
        optimizer.step()
    save(name, {
        "inputs": {"shape": list(inputs.shape), "values": floats(inputs)}, "targets": targets.tolist(),
        "start": start, "steps": steps, "end": {k: floats(v) for k, v in model.named_parameters()}})


def traces():
    torch.manual_seed(11)
    mlp = nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 3))
    trace("mlp.json", mlp, torch.randn(6, 4), torch.tensor([0, 1, 2, 2, 1, 0]),
          lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.1))
    cnn = nn.Sequential(
        nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(2, 3, 3), nn.ReLU(), nn.Flatten(),
        nn.Linear(12, 3))
    trace("cnn.json", cnn, torch.randn(4, 1, 8, 8), torch.tensor([2, 0, 1, 1]),
          lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01))


if __name__ == "__main__":
    rules()
    schedules()
    clipping_and_ema()
    traces()
